"""What came in."""

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
        ('pghistory', '0007_auto_20250421_0444'),
        ('pmo', '0001_database_functions'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('sort_key', models.GeneratedField(db_persist=True, expression=pmo.models.record.SortKey('name'), output_field=models.TextField())),
                ('columns', models.JSONField(default=dict, help_text='By sheet: target and columns.', verbose_name='columns')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
            ],
            options={
                'verbose_name': 'import mapping',
                'verbose_name_plural': 'import mappings',
                'ordering': ['sort_key', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='import_mapping_name_unique', violation_error_message='A mapping with this name exists already.')],
            },
        ),
        migrations.CreateModel(
            name='ImportMappingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='integrations.importmapping')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('columns', models.JSONField(default=dict, help_text='By sheet: target and columns.', verbose_name='columns')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importmapping',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='56d454a54df4bbe221cc6b5b93b31ad7ecfa347d', operation='UPDATE', pgid='pgtrigger_stamp_update_584a0', table='integrations_importmapping', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importmapping',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='03b6eb72bef6d3e5207b8022af4b3c0b8a53a05c', operation='INSERT', pgid='pgtrigger_stamp_insert_ab781', table='integrations_importmapping', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importmapping',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'integrations.importmapping', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='390113fd59b3a32c1cb0e30eef5fff07160a1a6b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_ea4d8', referencing='REFERENCING OLD TABLE AS old_rows ', table='integrations_importmapping', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importmapping',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "integrations_importmappingevent" ("columns", "created_at", "custom", "id", "links", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."columns", new_values."created_at", new_values."custom", new_values."id", new_values."links", new_values."name", new_values."note", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1bd9aec6c777fd5d648ea1d433e7469880dd255d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9a947', referencing='REFERENCING NEW TABLE AS new_values ', table='integrations_importmapping', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importmapping',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "integrations_importmappingevent" ("columns", "created_at", "custom", "id", "links", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."columns", new_values."created_at", new_values."custom", new_values."id", new_values."links", new_values."name", new_values."note", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."columns" IS DISTINCT FROM (new_values."columns") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='506452d6fc14c672b09b9e59797b5caa56a3064f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8c3d5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='integrations_importmapping', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importmapping',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "integrations_importmappingevent" ("columns", "created_at", "custom", "id", "links", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."columns", old_values."created_at", old_values."custom", old_values."id", old_values."links", old_values."name", old_values."note", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='934f8c55199dfbe78c215be68e4c085ecefbd649', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f0848', referencing='REFERENCING OLD TABLE AS old_values ', table='integrations_importmapping', when='AFTER')),
        ),
    ]
