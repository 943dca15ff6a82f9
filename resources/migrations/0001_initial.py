"""Who does it."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import pmo.models.record
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('pmo', '0001_database_functions'),
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='accounts.person', verbose_name='person')),
                ('kind', models.CharField(choices=[('leave', 'Leave'), ('sickness', 'Sickness'), ('training', 'Training'), ('other', 'Other')], default='leave', max_length=10, verbose_name='kind')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('share', models.DecimalField(decimal_places=2, default=100, max_digits=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='share of the day (%)')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
            ],
            options={
                'verbose_name': 'absence',
                'verbose_name_plural': 'absences',
                'ordering': ['-first_day', 'pk'],
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'first_day', 'last_day'], name='absence_person_days')],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='absence_days_in_order', violation_error_message='The end must not be before the start.')],
            },
        ),
        migrations.CreateModel(
            name='AbsenceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.absence')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='person')),
                ('kind', models.CharField(choices=[('leave', 'Leave'), ('sickness', 'Sickness'), ('training', 'Training'), ('other', 'Other')], default='leave', max_length=10, verbose_name='kind')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('share', models.DecimalField(decimal_places=2, default=100, max_digits=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='share of the day (%)')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NonProjectWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='non_project_work', to='accounts.person', verbose_name='person')),
                ('kind', models.CharField(choices=[('run', 'Run and support'), ('management', 'Management'), ('administration', 'Administration'), ('other', 'Other')], default='run', max_length=14, verbose_name='kind')),
                ('label', models.CharField(blank=True, max_length=150, verbose_name='label')),
                ('share', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='share of working time (%)')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(blank=True, null=True, verbose_name='last day')),
            ],
            options={
                'verbose_name': 'non-project work',
                'verbose_name_plural': 'non-project work',
                'ordering': ['person', '-first_day', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='non_project_work_days_in_order', violation_error_message='The end must not be before the start.')],
            },
        ),
        migrations.CreateModel(
            name='NonProjectWorkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.nonprojectwork')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='person')),
                ('kind', models.CharField(choices=[('run', 'Run and support'), ('management', 'Management'), ('administration', 'Administration'), ('other', 'Other')], default='run', max_length=14, verbose_name='kind')),
                ('label', models.CharField(blank=True, max_length=150, verbose_name='label')),
                ('share', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='share of working time (%)')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(blank=True, null=True, verbose_name='last day')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ResourceRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('sort_key', models.GeneratedField(db_persist=True, expression=pmo.models.record.SortKey('name'), output_field=models.TextField())),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='roles', to='accounts.department', verbose_name='department')),
            ],
            options={
                'verbose_name': 'project role',
                'verbose_name_plural': 'project roles',
                'ordering': ['sort_key', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='resource_role_name_unique', violation_error_message='A role with this name exists already.')],
            },
        ),
        migrations.CreateModel(
            name='ResourceRoleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.resourcerole')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.department', verbose_name='department')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('sort_key', models.GeneratedField(db_persist=True, expression=pmo.models.record.SortKey('name'), output_field=models.TextField())),
                ('family', models.CharField(blank=True, max_length=80, verbose_name='family')),
            ],
            options={
                'verbose_name': 'skill',
                'verbose_name_plural': 'skills',
                'ordering': ['sort_key', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='skill_name_unique', violation_error_message='A skill with this name exists already.')],
            },
        ),
        migrations.CreateModel(
            name='SkillEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.skill')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('family', models.CharField(blank=True, max_length=80, verbose_name='family')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Allocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='allocations', to='projects.project', verbose_name='project')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='allocations', to='accounts.person', verbose_name='person')),
                ('role', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='allocations', to='resources.resourcerole', verbose_name='project role')),
                ('period', models.CharField(choices=[('dates', 'From day to day'), ('months', 'By month')], default='dates', max_length=6, verbose_name='given')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('unit', models.CharField(choices=[('days', 'days'), ('fte', 'FTE'), ('share', '% of working time')], default='days', max_length=5, verbose_name='unit')),
                ('quantity', models.DecimalField(decimal_places=2, help_text="Days in all, full-time equivalents, or percent of the person's working time.", max_digits=10, validators=[django.core.validators.MinValueValidator(0)], verbose_name='quantity')),
                ('state', models.CharField(choices=[('requested', 'Requested'), ('proposed', 'Proposed'), ('confirmed', 'Confirmed'), ('refused', 'Refused')], default='requested', max_length=10, verbose_name='state')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
            ],
            options={
                'verbose_name': 'allocation',
                'verbose_name_plural': 'allocations',
                'ordering': ['first_day', 'pk'],
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'first_day', 'last_day'], name='allocation_person_days')],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='allocation_days_in_order', violation_error_message='The end must not be before the start.'), models.CheckConstraint(condition=models.Q(('person__isnull', False), ('role__isnull', False), _connector='OR'), name='allocation_names_somebody', violation_error_message='An allocation needs a person or a role.')],
            },
        ),
        migrations.CreateModel(
            name='PersonSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to='accounts.person', verbose_name='person')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holders', to='resources.skill', verbose_name='skill')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, '1 · Notions'), (2, '2 · Practice'), (3, '3 · Confirmed'), (4, '4 · Expert')], default=2, verbose_name='level')),
            ],
            options={
                'verbose_name': 'skill of a person',
                'verbose_name_plural': 'skills of people',
                'ordering': ['person', 'skill', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('person', 'skill'), name='person_skill_unique', violation_error_message='This person already has that skill.')],
            },
        ),
        migrations.CreateModel(
            name='AllocationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.allocation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='project')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='person')),
                ('role', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='resources.resourcerole', verbose_name='project role')),
                ('period', models.CharField(choices=[('dates', 'From day to day'), ('months', 'By month')], default='dates', max_length=6, verbose_name='given')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('unit', models.CharField(choices=[('days', 'days'), ('fte', 'FTE'), ('share', '% of working time')], default='days', max_length=5, verbose_name='unit')),
                ('quantity', models.DecimalField(decimal_places=2, help_text="Days in all, full-time equivalents, or percent of the person's working time.", max_digits=10, validators=[django.core.validators.MinValueValidator(0)], verbose_name='quantity')),
                ('state', models.CharField(choices=[('requested', 'Requested'), ('proposed', 'Proposed'), ('confirmed', 'Confirmed'), ('refused', 'Refused')], default='requested', max_length=10, verbose_name='state')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PersonSkillEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.personskill')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='person')),
                ('skill', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='resources.skill', verbose_name='skill')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, '1 · Notions'), (2, '2 · Practice'), (3, '3 · Confirmed'), (4, '4 · Expert')], default=2, verbose_name='level')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='97af356dafde51602e33341d0ca16b3bef45b756', operation='UPDATE', pgid='pgtrigger_stamp_update_e9ab3', table='resources_absence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='640c75e7d868a8dccb3b7160a90f0dc4cc672760', operation='INSERT', pgid='pgtrigger_stamp_insert_c6118', table='resources_absence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'resources.absence', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='adb3fb8746c899d205201e9ed5b9c41e73cb25d3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_c4560', referencing='REFERENCING OLD TABLE AS old_rows ', table='resources_absence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_absenceevent" ("created_at", "custom", "first_day", "id", "kind", "last_day", "links", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share") SELECT new_values."created_at", new_values."custom", new_values."first_day", new_values."id", new_values."kind", new_values."last_day", new_values."links", new_values."note", new_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."share" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3e43fd9e37e38ce6a12386e8361fdb51ee73bc57', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_36baf', referencing='REFERENCING NEW TABLE AS new_values ', table='resources_absence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_absenceevent" ("created_at", "custom", "first_day", "id", "kind", "last_day", "links", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share") SELECT new_values."created_at", new_values."custom", new_values."first_day", new_values."id", new_values."kind", new_values."last_day", new_values."links", new_values."note", new_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."share" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."first_day" IS DISTINCT FROM (new_values."first_day") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."last_day" IS DISTINCT FROM (new_values."last_day") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."share" IS DISTINCT FROM (new_values."share")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d177bc9a773526ca86a1fe75373453c721ae40e2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_87baa', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='resources_absence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_absenceevent" ("created_at", "custom", "first_day", "id", "kind", "last_day", "links", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share") SELECT old_values."created_at", old_values."custom", old_values."first_day", old_values."id", old_values."kind", old_values."last_day", old_values."links", old_values."note", old_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."share" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='869597d4d006621c9def29189bfeee491338708b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e87c7', referencing='REFERENCING OLD TABLE AS old_values ', table='resources_absence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='mark_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT DISTINCT asked.project_id FROM new_rows AS written JOIN resources_allocation asked\nON asked.person_id = written.person_id AND asked.last_day >= written.first_day - 31\nAND (written.last_day IS NULL OR asked.first_day <= written.last_day + 31)\n) AS touched (id); RETURN NULL;', hash='0e8e3c9debc16e78b72950fe7b0b975dbdb9a288', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_insert_9eacd', referencing='REFERENCING NEW TABLE AS new_rows ', table='resources_absence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='mark_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT DISTINCT asked.project_id FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS written JOIN resources_allocation asked\nON asked.person_id = written.person_id AND asked.last_day >= written.first_day - 31\nAND (written.last_day IS NULL OR asked.first_day <= written.last_day + 31)\n) AS touched (id); RETURN NULL;', hash='e40f019525dc36c44f850dedddbbc623e748b920', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_update_acaae', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='resources_absence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='mark_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT DISTINCT asked.project_id FROM old_rows AS written JOIN resources_allocation asked\nON asked.person_id = written.person_id AND asked.last_day >= written.first_day - 31\nAND (written.last_day IS NULL OR asked.first_day <= written.last_day + 31)\n) AS touched (id); RETURN NULL;', hash='208cc7aba77c04ed57be7194b10b6b124a0a525c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_delete_346d9', referencing='REFERENCING OLD TABLE AS old_rows ', table='resources_absence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='mark_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) VALUES (NULL, clock_timestamp()); RETURN NULL;', hash='c4c7d457bbde8e27d956e40d4200c1c644ff2140', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_mark_truncate_73ed5', table='resources_absence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nonprojectwork',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='2055fb37969b10067db129433e630e64a8642ddc', operation='UPDATE', pgid='pgtrigger_stamp_update_46482', table='resources_nonprojectwork', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nonprojectwork',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='e788d0790e3241202ba1697f37c666348e2cb9cb', operation='INSERT', pgid='pgtrigger_stamp_insert_73007', table='resources_nonprojectwork', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nonprojectwork',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'resources.nonprojectwork', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='6f3bf4a4e59bf09b89accb9bb5a26c606e166048', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_ab1dd', referencing='REFERENCING OLD TABLE AS old_rows ', table='resources_nonprojectwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nonprojectwork',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_nonprojectworkevent" ("created_at", "custom", "first_day", "id", "kind", "label", "last_day", "links", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share") SELECT new_values."created_at", new_values."custom", new_values."first_day", new_values."id", new_values."kind", new_values."label", new_values."last_day", new_values."links", new_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."share" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a18fe0da4a7e111e97fad251d75917bff799894d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3dec6', referencing='REFERENCING NEW TABLE AS new_values ', table='resources_nonprojectwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nonprojectwork',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_nonprojectworkevent" ("created_at", "custom", "first_day", "id", "kind", "label", "last_day", "links", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share") SELECT new_values."created_at", new_values."custom", new_values."first_day", new_values."id", new_values."kind", new_values."label", new_values."last_day", new_values."links", new_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."share" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."first_day" IS DISTINCT FROM (new_values."first_day") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."label" IS DISTINCT FROM (new_values."label") OR old_values."last_day" IS DISTINCT FROM (new_values."last_day") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."share" IS DISTINCT FROM (new_values."share")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='57dd40b5eab5a905bad56039fca53a6c2510c609', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_92bc1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='resources_nonprojectwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nonprojectwork',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_nonprojectworkevent" ("created_at", "custom", "first_day", "id", "kind", "label", "last_day", "links", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share") SELECT old_values."created_at", old_values."custom", old_values."first_day", old_values."id", old_values."kind", old_values."label", old_values."last_day", old_values."links", old_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."share" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0e13a93fa98d7f2a4df05a7339c21ae3bf122ccb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_dbba7', referencing='REFERENCING OLD TABLE AS old_values ', table='resources_nonprojectwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nonprojectwork',
            trigger=pgtrigger.compiler.Trigger(name='mark_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT DISTINCT asked.project_id FROM new_rows AS written JOIN resources_allocation asked\nON asked.person_id = written.person_id AND asked.last_day >= written.first_day - 31\nAND (written.last_day IS NULL OR asked.first_day <= written.last_day + 31)\n) AS touched (id); RETURN NULL;', hash='d1256b31d3f58858d7eaed6ffd55d0e6a302fea1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_insert_810ce', referencing='REFERENCING NEW TABLE AS new_rows ', table='resources_nonprojectwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nonprojectwork',
            trigger=pgtrigger.compiler.Trigger(name='mark_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT DISTINCT asked.project_id FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS written JOIN resources_allocation asked\nON asked.person_id = written.person_id AND asked.last_day >= written.first_day - 31\nAND (written.last_day IS NULL OR asked.first_day <= written.last_day + 31)\n) AS touched (id); RETURN NULL;', hash='1b0a5afc6733fbe4a573cbf494211d76eb659c2c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_update_7570c', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='resources_nonprojectwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nonprojectwork',
            trigger=pgtrigger.compiler.Trigger(name='mark_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT DISTINCT asked.project_id FROM old_rows AS written JOIN resources_allocation asked\nON asked.person_id = written.person_id AND asked.last_day >= written.first_day - 31\nAND (written.last_day IS NULL OR asked.first_day <= written.last_day + 31)\n) AS touched (id); RETURN NULL;', hash='5b54767b0afb65384356be9a633fc219fe30e728', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_delete_0ae06', referencing='REFERENCING OLD TABLE AS old_rows ', table='resources_nonprojectwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nonprojectwork',
            trigger=pgtrigger.compiler.Trigger(name='mark_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) VALUES (NULL, clock_timestamp()); RETURN NULL;', hash='6a18245c5d937a83268b6b6c2beb9817a401b152', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_mark_truncate_d0683', table='resources_nonprojectwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resourcerole',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='d77af32f76c2ad6b032402393d385e6242f35d54', operation='UPDATE', pgid='pgtrigger_stamp_update_7cfb1', table='resources_resourcerole', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resourcerole',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='d135051302c96690018a368c4c5e306e30db33a6', operation='INSERT', pgid='pgtrigger_stamp_insert_43ae0', table='resources_resourcerole', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resourcerole',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'resources.resourcerole', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='956aaa54c9b450a44e47a1cc88228741d3399647', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_75837', referencing='REFERENCING OLD TABLE AS old_rows ', table='resources_resourcerole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resourcerole',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_resourceroleevent" ("created_at", "custom", "department_id", "id", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."created_at", new_values."custom", new_values."department_id", new_values."id", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e35c59139b00f436f093fd76c14995f568d9149d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2382b', referencing='REFERENCING NEW TABLE AS new_values ', table='resources_resourcerole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resourcerole',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_resourceroleevent" ("created_at", "custom", "department_id", "id", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."created_at", new_values."custom", new_values."department_id", new_values."id", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."department_id" IS DISTINCT FROM (new_values."department_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."name" IS DISTINCT FROM (new_values."name")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0d1066b54e1096c9aa07611ee0828b0e947e5859', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ef65d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='resources_resourcerole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resourcerole',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_resourceroleevent" ("created_at", "custom", "department_id", "id", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."created_at", old_values."custom", old_values."department_id", old_values."id", old_values."links", old_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='07a1e36fdba21d011ce9026ac52e65ae584555e4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_990da', referencing='REFERENCING OLD TABLE AS old_values ', table='resources_resourcerole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skill',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='17a984efebf1cbe329e98c296c4e944c9e1b5e5f', operation='UPDATE', pgid='pgtrigger_stamp_update_8f885', table='resources_skill', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skill',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='c7aca5b0e68cdfe8f4d6cbe2db40e35ae48a60d0', operation='INSERT', pgid='pgtrigger_stamp_insert_a4f34', table='resources_skill', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skill',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'resources.skill', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='d881f7d7d2d583835c9bc06942e8302e63e9021c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_ae062', referencing='REFERENCING OLD TABLE AS old_rows ', table='resources_skill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skill',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_skillevent" ("created_at", "custom", "family", "id", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."created_at", new_values."custom", new_values."family", new_values."id", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dadaf58014d677ac27e4ba23003a40d8729894a4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_49316', referencing='REFERENCING NEW TABLE AS new_values ', table='resources_skill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skill',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_skillevent" ("created_at", "custom", "family", "id", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."created_at", new_values."custom", new_values."family", new_values."id", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."family" IS DISTINCT FROM (new_values."family") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."name" IS DISTINCT FROM (new_values."name")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='700400fc69918694e6b08785602e0bc1a6f02872', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cd0c7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='resources_skill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skill',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_skillevent" ("created_at", "custom", "family", "id", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."created_at", old_values."custom", old_values."family", old_values."id", old_values."links", old_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='322c95da65a69197eeacf6b677cb32df1fc2a240', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_725e0', referencing='REFERENCING OLD TABLE AS old_values ', table='resources_skill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='0fd080b9c9d9ee82c861d5d590515feecd2e58be', operation='UPDATE', pgid='pgtrigger_stamp_update_42805', table='resources_allocation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='96dd9f6ca18a60ea6e48c9e8f745d166d246cd88', operation='INSERT', pgid='pgtrigger_stamp_insert_d11d2', table='resources_allocation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'resources.allocation', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='315074f4543712af14d18fa0610efd86dae0ab8e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_9feac', referencing='REFERENCING OLD TABLE AS old_rows ', table='resources_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_allocationevent" ("created_at", "custom", "first_day", "id", "last_day", "links", "note", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "quantity", "role_id", "state", "unit") SELECT new_values."created_at", new_values."custom", new_values."first_day", new_values."id", new_values."last_day", new_values."links", new_values."note", new_values."period", new_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."project_id", new_values."quantity", new_values."role_id", new_values."state", new_values."unit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f5dde424099011da5dc4182f4d92a8e9922a0ccf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dcd2c', referencing='REFERENCING NEW TABLE AS new_values ', table='resources_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_allocationevent" ("created_at", "custom", "first_day", "id", "last_day", "links", "note", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "quantity", "role_id", "state", "unit") SELECT new_values."created_at", new_values."custom", new_values."first_day", new_values."id", new_values."last_day", new_values."links", new_values."note", new_values."period", new_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."project_id", new_values."quantity", new_values."role_id", new_values."state", new_values."unit" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."first_day" IS DISTINCT FROM (new_values."first_day") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."last_day" IS DISTINCT FROM (new_values."last_day") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."period" IS DISTINCT FROM (new_values."period") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."project_id" IS DISTINCT FROM (new_values."project_id") OR old_values."quantity" IS DISTINCT FROM (new_values."quantity") OR old_values."role_id" IS DISTINCT FROM (new_values."role_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."unit" IS DISTINCT FROM (new_values."unit")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0a57b487fe86c55ce9180d8a40462fd1ae11ff2e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_36693', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='resources_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_allocationevent" ("created_at", "custom", "first_day", "id", "last_day", "links", "note", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "quantity", "role_id", "state", "unit") SELECT old_values."created_at", old_values."custom", old_values."first_day", old_values."id", old_values."last_day", old_values."links", old_values."note", old_values."period", old_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."project_id", old_values."quantity", old_values."role_id", old_values."state", old_values."unit" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6c25729f82567d9d39de279cf510d7065f82961c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8ead5', referencing='REFERENCING OLD TABLE AS old_values ', table='resources_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='mark_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT project_id FROM new_rows AS written UNION\nSELECT other.project_id FROM new_rows AS written JOIN resources_allocation other ON other.person_id = written.person_id\nAND other.last_day >= written.first_day - 31 AND other.first_day <= written.last_day + 31\n) AS touched (id); RETURN NULL;', hash='5a96a3ad02ef1bd739eddf2da7cd3e09d230f010', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_insert_e1539', referencing='REFERENCING NEW TABLE AS new_rows ', table='resources_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='mark_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT project_id FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS written UNION\nSELECT other.project_id FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS written JOIN resources_allocation other ON other.person_id = written.person_id\nAND other.last_day >= written.first_day - 31 AND other.first_day <= written.last_day + 31\n) AS touched (id); RETURN NULL;', hash='587088d2bec1756ccae1455ef58ee4e888ed117f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_update_f1712', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='resources_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='mark_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT project_id FROM old_rows AS written UNION\nSELECT other.project_id FROM old_rows AS written JOIN resources_allocation other ON other.person_id = written.person_id\nAND other.last_day >= written.first_day - 31 AND other.first_day <= written.last_day + 31\n) AS touched (id); RETURN NULL;', hash='efaadc1a0daf54febfd6e8a7180d2bb5e4f4d4b0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_delete_01006', referencing='REFERENCING OLD TABLE AS old_rows ', table='resources_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='mark_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) VALUES (NULL, clock_timestamp()); RETURN NULL;', hash='c1a66dec1ed8f404cf329327ae506359bd7c0124', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_mark_truncate_ec500', table='resources_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personskill',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='219758685e0f08411df811a020baf4c561a04038', operation='UPDATE', pgid='pgtrigger_stamp_update_c7b4f', table='resources_personskill', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personskill',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='037d241514f6dd56232b2e2e1d9ae40cbd58bbc5', operation='INSERT', pgid='pgtrigger_stamp_insert_43b66', table='resources_personskill', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personskill',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'resources.personskill', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='b674e6e0f373419b8822455dfb6dc022a70768af', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_de1e6', referencing='REFERENCING OLD TABLE AS old_rows ', table='resources_personskill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personskill',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_personskillevent" ("created_at", "custom", "id", "level", "links", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id") SELECT new_values."created_at", new_values."custom", new_values."id", new_values."level", new_values."links", new_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."skill_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c9b136d92e3f25e52bbf2e0569001ee12aa10c34', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_92718', referencing='REFERENCING NEW TABLE AS new_values ', table='resources_personskill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personskill',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_personskillevent" ("created_at", "custom", "id", "level", "links", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id") SELECT new_values."created_at", new_values."custom", new_values."id", new_values."level", new_values."links", new_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."skill_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."skill_id" IS DISTINCT FROM (new_values."skill_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9b190f9088d86af0e17ce40dadb157f66ddeb22f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9247b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='resources_personskill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personskill',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "resources_personskillevent" ("created_at", "custom", "id", "level", "links", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id") SELECT old_values."created_at", old_values."custom", old_values."id", old_values."level", old_values."links", old_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."skill_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a28b22a115688a474bc0d94b9457688743b22d08', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_df018', referencing='REFERENCING OLD TABLE AS old_values ', table='resources_personskill', when='AFTER')),
        ),
    ]
