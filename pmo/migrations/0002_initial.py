"""What every object leans on."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import pmo.models.record
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('pmo', '0001_database_functions'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=20)),
                ('scope_id', models.BigIntegerField(null=True)),
                ('user_id', models.BigIntegerField(null=True)),
                ('changed_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'ordering': ['changed_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Deletion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(max_length=100)),
                ('object_id', models.BigIntegerField()),
                ('deleted_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['deleted_at', 'pk'],
                'indexes': [models.Index(fields=['model', 'deleted_at'], name='deletion_model_time')],
            },
        ),
        migrations.CreateModel(
            name='ExternalReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype')),
                ('object_id', models.BigIntegerField()),
                ('source', models.CharField(max_length=60, verbose_name='source')),
                ('key', models.CharField(max_length=250, verbose_name='key')),
            ],
            options={
                'ordering': ['source', 'key', 'pk'],
                'indexes': [models.Index(fields=['content_type', 'object_id'], name='external_reference_object')],
                'constraints': [models.UniqueConstraint(fields=('content_type', 'source', 'key'), name='external_reference_unique', violation_error_message='Another object already carries this external reference.')],
            },
        ),
        migrations.CreateModel(
            name='IdempotencyKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('key', models.CharField(max_length=200)),
                ('fingerprint', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('answer', models.JSONField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='idempotency_key_unique')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('task', models.CharField(max_length=120, verbose_name='task')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('arguments', models.JSONField(blank=True, default=dict)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='started by')),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=10, verbose_name='state')),
                ('done', models.PositiveBigIntegerField(default=0, verbose_name='done')),
                ('total', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='total')),
                ('message', models.TextField(blank=True, verbose_name='message')),
                ('result', models.JSONField(blank=True, default=dict, verbose_name='result')),
                ('cancel_requested', models.BooleanField(default=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('heartbeat_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'job',
                'verbose_name_plural': 'jobs',
                'ordering': ['-created_at', 'pk'],
                'indexes': [models.Index(fields=['state', 'heartbeat_at'], name='job_state_heartbeat')],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('project_id', models.BigIntegerField(null=True)),
                ('marked_at', models.DateTimeField()),
                ('in_bulk', models.BooleanField(db_default=False, default=False)),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['in_bulk', 'id'], name='mark_turn'), models.Index(fields=['project_id'], name='mark_project')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(default='PMO', max_length=200, verbose_name='name')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], default='fr', max_length=5, verbose_name='default language')),
                ('currency', models.CharField(default='EUR', help_text='ISO code; totals are shown in this currency.', max_length=3, verbose_name='currency')),
                ('fiscal_year_start', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='first month of the fiscal year')),
                ('slip_amber_days', models.PositiveIntegerField(default=10, verbose_name='slip, at risk from (days)')),
                ('slip_red_days', models.PositiveIntegerField(default=30, verbose_name='slip, off track from (days)')),
                ('cost_amber_percent', models.DecimalField(decimal_places=2, default=5, max_digits=6, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1000)], verbose_name='cost overrun, at risk from (%)')),
                ('cost_red_percent', models.DecimalField(decimal_places=2, default=10, max_digits=6, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1000)], verbose_name='cost overrun, off track from (%)')),
                ('risk_amber_score', models.PositiveSmallIntegerField(default=10, verbose_name='risk score, at risk from')),
                ('risk_red_score', models.PositiveSmallIntegerField(default=16, verbose_name='risk score, off track from')),
                ('load_amber_percent', models.PositiveSmallIntegerField(default=100, verbose_name='load, at risk from (% of capacity)')),
                ('load_red_percent', models.PositiveSmallIntegerField(default=120, verbose_name='load, off track from (% of capacity)')),
                ('milestones_amber_count', models.PositiveSmallIntegerField(db_default=1, default=1, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='late milestones, at risk from')),
                ('milestones_red_count', models.PositiveSmallIntegerField(db_default=3, default=3, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='late milestones, off track from')),
                ('issues_amber_count', models.PositiveSmallIntegerField(db_default=1, default=1, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='open critical issues, at risk from')),
                ('issues_red_count', models.PositiveSmallIntegerField(db_default=3, default=3, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='open critical issues, off track from')),
                ('exposure_amber_percent', models.PositiveSmallIntegerField(db_default=10, default=10, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='risk exposure, at risk from (% of budget)')),
                ('exposure_red_percent', models.PositiveSmallIntegerField(db_default=20, default=20, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='risk exposure, off track from (% of budget)')),
                ('overload_amber_percent', models.PositiveSmallIntegerField(db_default=10, default=10, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='days beyond capacity, at risk from (%)')),
                ('overload_red_percent', models.PositiveSmallIntegerField(db_default=25, default=25, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='days beyond capacity, off track from (%)')),
                ('unfilled_amber_percent', models.PositiveSmallIntegerField(db_default=10, default=10, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='days nobody is named for, at risk from (%)')),
                ('unfilled_red_percent', models.PositiveSmallIntegerField(db_default=30, default=30, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='days nobody is named for, off track from (%)')),
                ('behind_amber_percent', models.PositiveSmallIntegerField(db_default=5, default=5, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='earned value behind plan, at risk from (% under SPI 1)')),
                ('behind_red_percent', models.PositiveSmallIntegerField(db_default=15, default=15, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='earned value behind plan, off track from (% under SPI 1)')),
                ('overspent_amber_percent', models.PositiveSmallIntegerField(db_default=5, default=5, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='cost above earned value, at risk from (% under CPI 1)')),
                ('overspent_red_percent', models.PositiveSmallIntegerField(db_default=15, default=15, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='cost above earned value, off track from (% under CPI 1)')),
                ('stale_after_days', models.PositiveIntegerField(default=35, help_text='Facts untouched for longer are marked stale.', verbose_name='facts are stale after (days)')),
                ('rating_map', models.JSONField(blank=True, default=dict, help_text='Imported rating → health, for example Amber/Green → green.', verbose_name='rating map')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisation',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='organisation_is_one_row'), models.CheckConstraint(condition=models.Q(('slip_red_days__gte', models.F('slip_amber_days'))), name='organisation_slip_thresholds_in_order', violation_error_message='Off track must start at or after at risk.'), models.CheckConstraint(condition=models.Q(('cost_red_percent__gte', models.F('cost_amber_percent'))), name='organisation_cost_thresholds_in_order', violation_error_message='Off track must start at or after at risk.')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pmo.organisation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(default='PMO', max_length=200, verbose_name='name')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], default='fr', max_length=5, verbose_name='default language')),
                ('currency', models.CharField(default='EUR', help_text='ISO code; totals are shown in this currency.', max_length=3, verbose_name='currency')),
                ('fiscal_year_start', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='first month of the fiscal year')),
                ('slip_amber_days', models.PositiveIntegerField(default=10, verbose_name='slip, at risk from (days)')),
                ('slip_red_days', models.PositiveIntegerField(default=30, verbose_name='slip, off track from (days)')),
                ('cost_amber_percent', models.DecimalField(decimal_places=2, default=5, max_digits=6, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1000)], verbose_name='cost overrun, at risk from (%)')),
                ('cost_red_percent', models.DecimalField(decimal_places=2, default=10, max_digits=6, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1000)], verbose_name='cost overrun, off track from (%)')),
                ('risk_amber_score', models.PositiveSmallIntegerField(default=10, verbose_name='risk score, at risk from')),
                ('risk_red_score', models.PositiveSmallIntegerField(default=16, verbose_name='risk score, off track from')),
                ('load_amber_percent', models.PositiveSmallIntegerField(default=100, verbose_name='load, at risk from (% of capacity)')),
                ('load_red_percent', models.PositiveSmallIntegerField(default=120, verbose_name='load, off track from (% of capacity)')),
                ('milestones_amber_count', models.PositiveSmallIntegerField(db_default=1, default=1, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='late milestones, at risk from')),
                ('milestones_red_count', models.PositiveSmallIntegerField(db_default=3, default=3, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='late milestones, off track from')),
                ('issues_amber_count', models.PositiveSmallIntegerField(db_default=1, default=1, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='open critical issues, at risk from')),
                ('issues_red_count', models.PositiveSmallIntegerField(db_default=3, default=3, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='open critical issues, off track from')),
                ('exposure_amber_percent', models.PositiveSmallIntegerField(db_default=10, default=10, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='risk exposure, at risk from (% of budget)')),
                ('exposure_red_percent', models.PositiveSmallIntegerField(db_default=20, default=20, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='risk exposure, off track from (% of budget)')),
                ('overload_amber_percent', models.PositiveSmallIntegerField(db_default=10, default=10, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='days beyond capacity, at risk from (%)')),
                ('overload_red_percent', models.PositiveSmallIntegerField(db_default=25, default=25, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='days beyond capacity, off track from (%)')),
                ('unfilled_amber_percent', models.PositiveSmallIntegerField(db_default=10, default=10, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='days nobody is named for, at risk from (%)')),
                ('unfilled_red_percent', models.PositiveSmallIntegerField(db_default=30, default=30, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='days nobody is named for, off track from (%)')),
                ('behind_amber_percent', models.PositiveSmallIntegerField(db_default=5, default=5, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='earned value behind plan, at risk from (% under SPI 1)')),
                ('behind_red_percent', models.PositiveSmallIntegerField(db_default=15, default=15, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='earned value behind plan, off track from (% under SPI 1)')),
                ('overspent_amber_percent', models.PositiveSmallIntegerField(db_default=5, default=5, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='cost above earned value, at risk from (% under CPI 1)')),
                ('overspent_red_percent', models.PositiveSmallIntegerField(db_default=15, default=15, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='cost above earned value, off track from (% under CPI 1)')),
                ('stale_after_days', models.PositiveIntegerField(default=35, help_text='Facts untouched for longer are marked stale.', verbose_name='facts are stale after (days)')),
                ('rating_map', models.JSONField(blank=True, default=dict, help_text='Imported rating → health, for example Amber/Green → green.', verbose_name='rating map')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RollUpRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('as_of', models.DateField(null=True, verbose_name='as of')),
                ('projects', models.PositiveIntegerField(default=0, verbose_name='projects')),
                ('snapshots', models.PositiveIntegerField(default=0, verbose_name='snapshots')),
                ('error', models.TextField(blank=True, verbose_name='error')),
            ],
            options={
                'verbose_name': 'roll-up run',
                'verbose_name_plural': 'roll-up runs',
                'ordering': ['-started_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('list_name', models.CharField(max_length=100)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('query', models.TextField(blank=True)),
                ('shared', models.BooleanField(default=False, verbose_name='shared')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('owner', 'list_name', 'name'), name='saved_view_name_unique', violation_error_message='You already have a view with this name.')],
            },
        ),
        migrations.CreateModel(
            name='BinEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(max_length=100, verbose_name='object')),
                ('object_id', models.BigIntegerField()),
                ('label', models.CharField(max_length=300, verbose_name='name')),
                ('kind', models.CharField(max_length=20)),
                ('project_id', models.BigIntegerField(null=True)),
                ('rows', models.JSONField(default=list)),
                ('detached', models.JSONField(default=list)),
                ('row_count', models.PositiveIntegerField(default=1, verbose_name='rows')),
                ('deleted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deleted by')),
                ('deleted_at', models.DateTimeField(auto_now_add=True, verbose_name='deleted')),
            ],
            options={
                'verbose_name': 'deleted object',
                'verbose_name_plural': 'bin',
                'ordering': ['-deleted_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CustomField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('sort_key', models.GeneratedField(db_persist=True, expression=pmo.models.record.SortKey('name'), output_field=models.TextField())),
                ('model', models.CharField(help_text='For example projects.project.', max_length=100, verbose_name='object')),
                ('key', models.CharField(max_length=50, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*$', 'Use a-z, 0-9 and _ only.')], verbose_name='key')),
                ('type', models.CharField(choices=[('text', 'Text'), ('number', 'Number'), ('date', 'Date'), ('choice', 'Choice'), ('person', 'Person')], default='text', max_length=10, verbose_name='type')),
                ('choices', models.JSONField(blank=True, default=list, verbose_name='choices')),
            ],
            options={
                'verbose_name': 'custom field',
                'verbose_name_plural': 'custom fields',
                'ordering': ['sort_key', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('model', 'key'), name='custom_field_key_unique', violation_error_message='This object already has a field with that key.')],
            },
        ),
        migrations.CreateModel(
            name='CustomFieldEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pmo.customfield')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('model', models.CharField(help_text='For example projects.project.', max_length=100, verbose_name='object')),
                ('key', models.CharField(max_length=50, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*$', 'Use a-z, 0-9 and _ only.')], verbose_name='key')),
                ('type', models.CharField(choices=[('text', 'Text'), ('number', 'Number'), ('date', 'Date'), ('choice', 'Choice'), ('person', 'Person')], default='text', max_length=10, verbose_name='type')),
                ('choices', models.JSONField(blank=True, default=list, verbose_name='choices')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='a5cf6157f37a3972da4ae3edb577bc4fdcb93d1d', operation='UPDATE', pgid='pgtrigger_stamp_update_1925e', table='pmo_organisation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='7ff9fa840761d2c2035b9b79882f2228a58a101b', operation='INSERT', pgid='pgtrigger_stamp_insert_c8fbb', table='pmo_organisation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'pmo.organisation', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='7553155ddd258f4e97246d1afc5c226dfde0f0fe', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_e309c', referencing='REFERENCING OLD TABLE AS old_rows ', table='pmo_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmo_organisationevent" ("behind_amber_percent", "behind_red_percent", "cost_amber_percent", "cost_red_percent", "created_at", "currency", "custom", "exposure_amber_percent", "exposure_red_percent", "fiscal_year_start", "id", "issues_amber_count", "issues_red_count", "language", "links", "load_amber_percent", "load_red_percent", "milestones_amber_count", "milestones_red_count", "name", "overload_amber_percent", "overload_red_percent", "overspent_amber_percent", "overspent_red_percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_map", "risk_amber_score", "risk_red_score", "slip_amber_days", "slip_red_days", "stale_after_days", "unfilled_amber_percent", "unfilled_red_percent") SELECT new_values."behind_amber_percent", new_values."behind_red_percent", new_values."cost_amber_percent", new_values."cost_red_percent", new_values."created_at", new_values."currency", new_values."custom", new_values."exposure_amber_percent", new_values."exposure_red_percent", new_values."fiscal_year_start", new_values."id", new_values."issues_amber_count", new_values."issues_red_count", new_values."language", new_values."links", new_values."load_amber_percent", new_values."load_red_percent", new_values."milestones_amber_count", new_values."milestones_red_count", new_values."name", new_values."overload_amber_percent", new_values."overload_red_percent", new_values."overspent_amber_percent", new_values."overspent_red_percent", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."rating_map", new_values."risk_amber_score", new_values."risk_red_score", new_values."slip_amber_days", new_values."slip_red_days", new_values."stale_after_days", new_values."unfilled_amber_percent", new_values."unfilled_red_percent" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6a549dd2bb7d9d4ea63b05d09a91068b16c14eb6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ee3a1', referencing='REFERENCING NEW TABLE AS new_values ', table='pmo_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmo_organisationevent" ("behind_amber_percent", "behind_red_percent", "cost_amber_percent", "cost_red_percent", "created_at", "currency", "custom", "exposure_amber_percent", "exposure_red_percent", "fiscal_year_start", "id", "issues_amber_count", "issues_red_count", "language", "links", "load_amber_percent", "load_red_percent", "milestones_amber_count", "milestones_red_count", "name", "overload_amber_percent", "overload_red_percent", "overspent_amber_percent", "overspent_red_percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_map", "risk_amber_score", "risk_red_score", "slip_amber_days", "slip_red_days", "stale_after_days", "unfilled_amber_percent", "unfilled_red_percent") SELECT new_values."behind_amber_percent", new_values."behind_red_percent", new_values."cost_amber_percent", new_values."cost_red_percent", new_values."created_at", new_values."currency", new_values."custom", new_values."exposure_amber_percent", new_values."exposure_red_percent", new_values."fiscal_year_start", new_values."id", new_values."issues_amber_count", new_values."issues_red_count", new_values."language", new_values."links", new_values."load_amber_percent", new_values."load_red_percent", new_values."milestones_amber_count", new_values."milestones_red_count", new_values."name", new_values."overload_amber_percent", new_values."overload_red_percent", new_values."overspent_amber_percent", new_values."overspent_red_percent", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."rating_map", new_values."risk_amber_score", new_values."risk_red_score", new_values."slip_amber_days", new_values."slip_red_days", new_values."stale_after_days", new_values."unfilled_amber_percent", new_values."unfilled_red_percent" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."behind_amber_percent" IS DISTINCT FROM (new_values."behind_amber_percent") OR old_values."behind_red_percent" IS DISTINCT FROM (new_values."behind_red_percent") OR old_values."cost_amber_percent" IS DISTINCT FROM (new_values."cost_amber_percent") OR old_values."cost_red_percent" IS DISTINCT FROM (new_values."cost_red_percent") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."currency" IS DISTINCT FROM (new_values."currency") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."exposure_amber_percent" IS DISTINCT FROM (new_values."exposure_amber_percent") OR old_values."exposure_red_percent" IS DISTINCT FROM (new_values."exposure_red_percent") OR old_values."fiscal_year_start" IS DISTINCT FROM (new_values."fiscal_year_start") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."issues_amber_count" IS DISTINCT FROM (new_values."issues_amber_count") OR old_values."issues_red_count" IS DISTINCT FROM (new_values."issues_red_count") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."load_amber_percent" IS DISTINCT FROM (new_values."load_amber_percent") OR old_values."load_red_percent" IS DISTINCT FROM (new_values."load_red_percent") OR old_values."milestones_amber_count" IS DISTINCT FROM (new_values."milestones_amber_count") OR old_values."milestones_red_count" IS DISTINCT FROM (new_values."milestones_red_count") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."overload_amber_percent" IS DISTINCT FROM (new_values."overload_amber_percent") OR old_values."overload_red_percent" IS DISTINCT FROM (new_values."overload_red_percent") OR old_values."overspent_amber_percent" IS DISTINCT FROM (new_values."overspent_amber_percent") OR old_values."overspent_red_percent" IS DISTINCT FROM (new_values."overspent_red_percent") OR old_values."rating_map" IS DISTINCT FROM (new_values."rating_map") OR old_values."risk_amber_score" IS DISTINCT FROM (new_values."risk_amber_score") OR old_values."risk_red_score" IS DISTINCT FROM (new_values."risk_red_score") OR old_values."slip_amber_days" IS DISTINCT FROM (new_values."slip_amber_days") OR old_values."slip_red_days" IS DISTINCT FROM (new_values."slip_red_days") OR old_values."stale_after_days" IS DISTINCT FROM (new_values."stale_after_days") OR old_values."unfilled_amber_percent" IS DISTINCT FROM (new_values."unfilled_amber_percent") OR old_values."unfilled_red_percent" IS DISTINCT FROM (new_values."unfilled_red_percent")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f35982968876ca0dd330edef0c5e1aba6603cab0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4b687', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pmo_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmo_organisationevent" ("behind_amber_percent", "behind_red_percent", "cost_amber_percent", "cost_red_percent", "created_at", "currency", "custom", "exposure_amber_percent", "exposure_red_percent", "fiscal_year_start", "id", "issues_amber_count", "issues_red_count", "language", "links", "load_amber_percent", "load_red_percent", "milestones_amber_count", "milestones_red_count", "name", "overload_amber_percent", "overload_red_percent", "overspent_amber_percent", "overspent_red_percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_map", "risk_amber_score", "risk_red_score", "slip_amber_days", "slip_red_days", "stale_after_days", "unfilled_amber_percent", "unfilled_red_percent") SELECT old_values."behind_amber_percent", old_values."behind_red_percent", old_values."cost_amber_percent", old_values."cost_red_percent", old_values."created_at", old_values."currency", old_values."custom", old_values."exposure_amber_percent", old_values."exposure_red_percent", old_values."fiscal_year_start", old_values."id", old_values."issues_amber_count", old_values."issues_red_count", old_values."language", old_values."links", old_values."load_amber_percent", old_values."load_red_percent", old_values."milestones_amber_count", old_values."milestones_red_count", old_values."name", old_values."overload_amber_percent", old_values."overload_red_percent", old_values."overspent_amber_percent", old_values."overspent_red_percent", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."rating_map", old_values."risk_amber_score", old_values."risk_red_score", old_values."slip_amber_days", old_values."slip_red_days", old_values."stale_after_days", old_values."unfilled_amber_percent", old_values."unfilled_red_percent" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a51245d3102c5025367fbdfc6bbc3966ab4b33de', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_88821', referencing='REFERENCING OLD TABLE AS old_values ', table='pmo_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='mark_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM new_rows AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='b570a66340bf4c6dc66994d4eb811ef6441b37a0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_insert_9d6b5', referencing='REFERENCING NEW TABLE AS new_rows ', table='pmo_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='mark_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM (SELECT o.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.currency, o.slip_amber_days, o.slip_red_days, o.cost_amber_percent, o.cost_red_percent, o.risk_amber_score, o.risk_red_score, o.load_amber_percent, o.load_red_percent, o.stale_after_days, o.rating_map, o.milestones_amber_count, o.milestones_red_count, o.exposure_amber_percent, o.exposure_red_percent, o.issues_amber_count, o.issues_red_count, o.overload_amber_percent, o.overload_red_percent, o.behind_amber_percent, o.behind_red_percent, o.overspent_amber_percent, o.overspent_red_percent, o.unfilled_amber_percent, o.unfilled_red_percent) IS DISTINCT FROM (n.currency, n.slip_amber_days, n.slip_red_days, n.cost_amber_percent, n.cost_red_percent, n.risk_amber_score, n.risk_red_score, n.load_amber_percent, n.load_red_percent, n.stale_after_days, n.rating_map, n.milestones_amber_count, n.milestones_red_count, n.exposure_amber_percent, n.exposure_red_percent, n.issues_amber_count, n.issues_red_count, n.overload_amber_percent, n.overload_red_percent, n.behind_amber_percent, n.behind_red_percent, n.overspent_amber_percent, n.overspent_red_percent, n.unfilled_amber_percent, n.unfilled_red_percent) UNION ALL SELECT n.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.currency, o.slip_amber_days, o.slip_red_days, o.cost_amber_percent, o.cost_red_percent, o.risk_amber_score, o.risk_red_score, o.load_amber_percent, o.load_red_percent, o.stale_after_days, o.rating_map, o.milestones_amber_count, o.milestones_red_count, o.exposure_amber_percent, o.exposure_red_percent, o.issues_amber_count, o.issues_red_count, o.overload_amber_percent, o.overload_red_percent, o.behind_amber_percent, o.behind_red_percent, o.overspent_amber_percent, o.overspent_red_percent, o.unfilled_amber_percent, o.unfilled_red_percent) IS DISTINCT FROM (n.currency, n.slip_amber_days, n.slip_red_days, n.cost_amber_percent, n.cost_red_percent, n.risk_amber_score, n.risk_red_score, n.load_amber_percent, n.load_red_percent, n.stale_after_days, n.rating_map, n.milestones_amber_count, n.milestones_red_count, n.exposure_amber_percent, n.exposure_red_percent, n.issues_amber_count, n.issues_red_count, n.overload_amber_percent, n.overload_red_percent, n.behind_amber_percent, n.behind_red_percent, n.overspent_amber_percent, n.overspent_red_percent, n.unfilled_amber_percent, n.unfilled_red_percent)) AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='edaf2397c214598a1c70a3d435e470308eb5dec8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_update_9f74b', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='pmo_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='mark_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM old_rows AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='1e817bb7a898b3b6ce669b80be71150f71e4cc4b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_delete_b9064', referencing='REFERENCING OLD TABLE AS old_rows ', table='pmo_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='mark_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) VALUES (NULL, clock_timestamp()); RETURN NULL;', hash='b4a7c3ba0e819b6afa77bd7fdf0edd5593d9f288', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_mark_truncate_b161b', table='pmo_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='9ce808b1febf7d09e027115cb1c12aaa5902a2fa', operation='UPDATE', pgid='pgtrigger_stamp_update_021e3', table='pmo_customfield', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='96369be3251cce9e8777fb9c80671ed44df44696', operation='INSERT', pgid='pgtrigger_stamp_insert_c3f1c', table='pmo_customfield', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'pmo.customfield', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='9ab439282d02abd677731f6ef029c62136179da5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_2a94f', referencing='REFERENCING OLD TABLE AS old_rows ', table='pmo_customfield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmo_customfieldevent" ("choices", "created_at", "custom", "id", "key", "links", "model", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."choices", new_values."created_at", new_values."custom", new_values."id", new_values."key", new_values."links", new_values."model", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6255e742546d9a03c18e58d025090a9434e1a855', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5d572', referencing='REFERENCING NEW TABLE AS new_values ', table='pmo_customfield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmo_customfieldevent" ("choices", "created_at", "custom", "id", "key", "links", "model", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."choices", new_values."created_at", new_values."custom", new_values."id", new_values."key", new_values."links", new_values."model", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."choices" IS DISTINCT FROM (new_values."choices") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."model" IS DISTINCT FROM (new_values."model") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."type" IS DISTINCT FROM (new_values."type")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d7bb1a5558c245f947c3bf1fa074c3d17d874d9c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4fb19', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pmo_customfield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pmo_customfieldevent" ("choices", "created_at", "custom", "id", "key", "links", "model", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT old_values."choices", old_values."created_at", old_values."custom", old_values."id", old_values."key", old_values."links", old_values."model", old_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='70337f66379b61465ef9f429de05c3673f4c342d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e6476', referencing='REFERENCING OLD TABLE AS old_values ', table='pmo_customfield', when='AFTER')),
        ),
    ]
