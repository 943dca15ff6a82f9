"""What the organisation wants: rows that name tables of later apps."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import pmo.models.record
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('portfolio', '0001_initial'),
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='KpiValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('kpi', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='portfolio.kpi', verbose_name='KPI')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='kpi_values', to='projects.project', verbose_name='project')),
                ('period_end', models.DateField(verbose_name='end of period')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='value')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
            ],
            options={
                'verbose_name': 'KPI value',
                'verbose_name_plural': 'KPI values',
                'ordering': ['kpi', '-period_end', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('kpi', 'project', 'period_end'), name='kpi_value_period_unique', nulls_distinct=False, violation_error_message='This KPI already has a value for that period.')],
            },
        ),
        migrations.CreateModel(
            name='KpiValueEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='portfolio.kpivalue')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('kpi', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='portfolio.kpi', verbose_name='KPI')),
                ('project', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='project')),
                ('period_end', models.DateField(verbose_name='end of period')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='value')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kpivalue',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='c841a759ece515cc5d9673e416d2377b0ad41ee2', operation='UPDATE', pgid='pgtrigger_stamp_update_112ef', table='portfolio_kpivalue', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kpivalue',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='e42dd09ea4f8abdbd1d20a2caf4dd1669cc64531', operation='INSERT', pgid='pgtrigger_stamp_insert_d794f', table='portfolio_kpivalue', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kpivalue',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'portfolio.kpivalue', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='f7753ffe3fbd76c1a0a29059a585eb146d448734', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_05052', referencing='REFERENCING OLD TABLE AS old_rows ', table='portfolio_kpivalue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kpivalue',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portfolio_kpivalueevent" ("created_at", "custom", "id", "kpi_id", "links", "note", "period_end", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "value") SELECT new_values."created_at", new_values."custom", new_values."id", new_values."kpi_id", new_values."links", new_values."note", new_values."period_end", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."project_id", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='26d0f51808fac9cda635c2555d766668b1ac082f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a44be', referencing='REFERENCING NEW TABLE AS new_values ', table='portfolio_kpivalue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kpivalue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portfolio_kpivalueevent" ("created_at", "custom", "id", "kpi_id", "links", "note", "period_end", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "value") SELECT new_values."created_at", new_values."custom", new_values."id", new_values."kpi_id", new_values."links", new_values."note", new_values."period_end", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."project_id", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kpi_id" IS DISTINCT FROM (new_values."kpi_id") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."period_end" IS DISTINCT FROM (new_values."period_end") OR old_values."project_id" IS DISTINCT FROM (new_values."project_id") OR old_values."value" IS DISTINCT FROM (new_values."value")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1b47d6ade4a56931f6b97b0260efd588780c1651', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c80f6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='portfolio_kpivalue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kpivalue',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portfolio_kpivalueevent" ("created_at", "custom", "id", "kpi_id", "links", "note", "period_end", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "value") SELECT old_values."created_at", old_values."custom", old_values."id", old_values."kpi_id", old_values."links", old_values."note", old_values."period_end", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."project_id", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='dda88d877bb35f7c0cc7655eb415b3134a02cd89', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_45d4a', referencing='REFERENCING OLD TABLE AS old_values ', table='portfolio_kpivalue', when='AFTER')),
        ),
    ]
