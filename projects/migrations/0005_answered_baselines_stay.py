"""Keep why a baseline was approved or not; freeze it from then on."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0004_earned_value_and_frozen_baselines'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='baseline',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='baseline',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='baseline',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='baseline',
            name='stay_frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='baselinetask',
            name='stay_frozen',
        ),
        migrations.AddField(
            model_name='baseline',
            name='answer',
            field=models.TextField(blank=True, editable=False, verbose_name='reason of the answer'),
        ),
        migrations.AddField(
            model_name='baselineevent',
            name='answer',
            field=models.TextField(blank=True, editable=False, verbose_name='reason of the answer'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='baseline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_baselineevent" ("answer", "approved_by_id", "approved_on", "cost", "created_at", "custom", "decision_id", "finish", "id", "is_current", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "reason", "start", "state", "taken_on") SELECT new_values."answer", new_values."approved_by_id", new_values."approved_on", new_values."cost", new_values."created_at", new_values."custom", new_values."decision_id", new_values."finish", new_values."id", new_values."is_current", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."project_id", new_values."reason", new_values."start", new_values."state", new_values."taken_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9b722251bcd491ed66537dc68de78ab3ae6caa61', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1cfbc', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_baseline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='baseline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_baselineevent" ("answer", "approved_by_id", "approved_on", "cost", "created_at", "custom", "decision_id", "finish", "id", "is_current", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "reason", "start", "state", "taken_on") SELECT new_values."answer", new_values."approved_by_id", new_values."approved_on", new_values."cost", new_values."created_at", new_values."custom", new_values."decision_id", new_values."finish", new_values."id", new_values."is_current", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."project_id", new_values."reason", new_values."start", new_values."state", new_values."taken_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answer" IS DISTINCT FROM (new_values."answer") OR old_values."approved_by_id" IS DISTINCT FROM (new_values."approved_by_id") OR old_values."approved_on" IS DISTINCT FROM (new_values."approved_on") OR old_values."cost" IS DISTINCT FROM (new_values."cost") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."decision_id" IS DISTINCT FROM (new_values."decision_id") OR old_values."finish" IS DISTINCT FROM (new_values."finish") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_current" IS DISTINCT FROM (new_values."is_current") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."project_id" IS DISTINCT FROM (new_values."project_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."taken_on" IS DISTINCT FROM (new_values."taken_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9faeb24346bb2bb70ad5278b76700fabf4ae16d9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0d185', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_baseline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='baseline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_baselineevent" ("answer", "approved_by_id", "approved_on", "cost", "created_at", "custom", "decision_id", "finish", "id", "is_current", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "reason", "start", "state", "taken_on") SELECT old_values."answer", old_values."approved_by_id", old_values."approved_on", old_values."cost", old_values."created_at", old_values."custom", old_values."decision_id", old_values."finish", old_values."id", old_values."is_current", old_values."links", old_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."project_id", old_values."reason", old_values."start", old_values."state", old_values."taken_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='61ceca5f7ee3248fd3ee3846e95b4a3accce3e3b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8e373', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_baseline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='baseline',
            trigger=pgtrigger.compiler.Trigger(name='stay_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF (OLD."project_id", OLD."taken_on", OLD."start", OLD."finish", OLD."cost") IS DISTINCT FROM (NEW."project_id", NEW."taken_on", NEW."start", NEW."finish", NEW."cost") AND OLD.state <> \'proposed\' THEN \nRAISE EXCEPTION \'a baseline stays as it was frozen\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'baseline_stays_frozen\';\n END IF; RETURN NEW;', hash='b04712c6ba0a2fec5abbdc2ae66e7f9af95fe8d7', operation='UPDATE', pgid='pgtrigger_stay_frozen_0e198', table='projects_baseline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='baselinetask',
            trigger=pgtrigger.compiler.Trigger(name='stay_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF (OLD."baseline_id", OLD."project_id", OLD."name", OLD."wbs", OLD."is_summary", OLD."is_milestone", OLD."start", OLD."finish", OLD."duration", OLD."work", OLD."fixed_cost", OLD."work_cost") IS DISTINCT FROM (NEW."baseline_id", NEW."project_id", NEW."name", NEW."wbs", NEW."is_summary", NEW."is_milestone", NEW."start", NEW."finish", NEW."duration", NEW."work", NEW."fixed_cost", NEW."work_cost") AND \nEXISTS (SELECT 1 FROM projects_baseline AS its WHERE its.id = OLD.baseline_id AND its.state <> \'proposed\')\n THEN \nRAISE EXCEPTION \'a baseline stays as it was frozen\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'baseline_stays_frozen\';\n END IF; RETURN NEW;', hash='d1cebecf08434091967c4b359ec8f22b4c16e7c0', operation='UPDATE', pgid='pgtrigger_stay_frozen_73efd', table='projects_baselinetask', when='BEFORE')),
        ),
    ]
