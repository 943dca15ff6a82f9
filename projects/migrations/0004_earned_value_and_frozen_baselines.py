"""Keep earned value with the measures; freeze baselines; mark the plans of what they are scheduled from."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pmo', '0004_marks_of_plans'),
        ('projects', '0003_boards_keep_every_move'),
    ]

    operations = [
        migrations.AddField(
            model_name='projectsnapshot',
            name='actual_cost',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='actual cost (AC)'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='actual_cost_total',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="AC, organisation's currency"),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='actual_time_days',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='actual time AT (working days)'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='budget_at_completion',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='budget at completion (BAC)'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='budget_at_completion_total',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="BAC, organisation's currency"),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='cpi',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='CPI'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='critical_task_count',
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name='critical tasks'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='earned_schedule_days',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='earned schedule ES (working days)'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='earned_value',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='earned value (EV)'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='earned_value_detail',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, help_text='Forecasts by every method, which one suits, and why a value is missing.', verbose_name='earned value in detail'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='earned_value_total',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="EV, organisation's currency"),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='estimate_at_completion',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='estimate at completion (EAC)'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='estimate_at_completion_total',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="EAC, organisation's currency"),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='expected_finish',
            field=models.DateField(null=True, verbose_name='finish expected from earned schedule'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='late_task_count',
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name='late tasks'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='planned_duration_days',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='planned duration PD (working days)'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='planned_value',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='planned value (PV)'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='planned_value_total',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="PV, organisation's currency"),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='spi',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='SPI'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='spi_time',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='SPI(t)'),
        ),
        migrations.AddField(
            model_name='projectsnapshot',
            name='task_count',
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name='tasks'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='actual_cost',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='actual cost (AC)'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='actual_cost_total',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="AC, organisation's currency"),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='actual_time_days',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='actual time AT (working days)'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='budget_at_completion',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='budget at completion (BAC)'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='budget_at_completion_total',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="BAC, organisation's currency"),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='cpi',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='CPI'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='critical_task_count',
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name='critical tasks'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='earned_schedule_days',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='earned schedule ES (working days)'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='earned_value',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='earned value (EV)'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='earned_value_detail',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, help_text='Forecasts by every method, which one suits, and why a value is missing.', verbose_name='earned value in detail'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='earned_value_total',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="EV, organisation's currency"),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='estimate_at_completion',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='estimate at completion (EAC)'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='estimate_at_completion_total',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="EAC, organisation's currency"),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='expected_finish',
            field=models.DateField(null=True, verbose_name='finish expected from earned schedule'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='late_task_count',
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name='late tasks'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='planned_duration_days',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='planned duration PD (working days)'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='planned_value',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='planned value (PV)'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='planned_value_total',
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="PV, organisation's currency"),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='spi',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='SPI'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='spi_time',
            field=models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name='SPI(t)'),
        ),
        migrations.AddField(
            model_name='projectstate',
            name='task_count',
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name='tasks'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='baseline',
            trigger=pgtrigger.compiler.Trigger(name='stay_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF (OLD."project_id", OLD."taken_on", OLD."start", OLD."finish", OLD."cost") IS DISTINCT FROM (NEW."project_id", NEW."taken_on", NEW."start", NEW."finish", NEW."cost") THEN \nRAISE EXCEPTION \'a baseline stays as it was frozen\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'baseline_stays_frozen\';\n END IF; RETURN NEW;', hash='c8338272bcd0bacf682c2b7abe2b766ab8170951', operation='UPDATE', pgid='pgtrigger_stay_frozen_0e198', table='projects_baseline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='baselinetask',
            trigger=pgtrigger.compiler.Trigger(name='stay_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF (OLD."baseline_id", OLD."project_id", OLD."name", OLD."wbs", OLD."is_summary", OLD."is_milestone", OLD."start", OLD."finish", OLD."duration", OLD."work", OLD."fixed_cost", OLD."work_cost") IS DISTINCT FROM (NEW."baseline_id", NEW."project_id", NEW."name", NEW."wbs", NEW."is_summary", NEW."is_milestone", NEW."start", NEW."finish", NEW."duration", NEW."work", NEW."fixed_cost", NEW."work_cost") THEN \nRAISE EXCEPTION \'a baseline stays as it was frozen\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'baseline_stays_frozen\';\n END IF; RETURN NEW;', hash='e53aa0fa248cce53ebd26588ec7e5967aa5c03d0', operation='UPDATE', pgid='pgtrigger_stay_frozen_73efd', table='projects_baselinetask', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardcolumn',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (SELECT DISTINCT project_id FROM (SELECT o.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.kind) IS DISTINCT FROM (n.kind) UNION ALL SELECT n.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.kind) IS DISTINCT FROM (n.kind)) AS written WHERE project_id IS NOT NULL) AS touched (id); RETURN NULL;', hash='b0c4e1918e40bd08001451ee8fa1d5d780c0ceb3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_plan_update_441b3', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='projects_boardcolumn', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checklistitem',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (SELECT DISTINCT project_id FROM new_rows AS written WHERE project_id IS NOT NULL) AS touched (id); RETURN NULL;', hash='f530f1a9bcc7b325c1e424263541fbd0bc1fb12e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_plan_insert_985d2', referencing='REFERENCING NEW TABLE AS new_rows ', table='projects_checklistitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checklistitem',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (SELECT DISTINCT project_id FROM (SELECT o.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.project_id, o.task_id, o.is_done) IS DISTINCT FROM (n.project_id, n.task_id, n.is_done) UNION ALL SELECT n.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.project_id, o.task_id, o.is_done) IS DISTINCT FROM (n.project_id, n.task_id, n.is_done)) AS written WHERE project_id IS NOT NULL) AS touched (id); RETURN NULL;', hash='2485b5082b7678ae51055965ffe33b46787658eb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_plan_update_20bf5', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='projects_checklistitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checklistitem',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (SELECT DISTINCT project_id FROM old_rows AS written WHERE project_id IS NOT NULL) AS touched (id); RETURN NULL;', hash='339d4e0f837281f3da3068a8b739bc8e681bcc73', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_plan_delete_3d2c6', referencing='REFERENCING OLD TABLE AS old_rows ', table='projects_checklistitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (\nSELECT DISTINCT written.id FROM (SELECT o.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.plan_start, o.planned_start, o.actual_start, o.forecast_start, o.calendar_id, o.progress_date, o.critical_float) IS DISTINCT FROM (n.plan_start, n.planned_start, n.actual_start, n.forecast_start, n.calendar_id, n.progress_date, n.critical_float) UNION ALL SELECT n.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.plan_start, o.planned_start, o.actual_start, o.forecast_start, o.calendar_id, o.progress_date, o.critical_float) IS DISTINCT FROM (n.plan_start, n.planned_start, n.actual_start, n.forecast_start, n.calendar_id, n.progress_date, n.critical_float)) AS written\nWHERE EXISTS (SELECT 1 FROM projects_task AS task WHERE task.project_id = written.id AND task.is_scheduled)\n) AS touched (id); RETURN NULL;', hash='ac0d10fd574a19dbc9cffbb6d942d0cc787f17a4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_plan_update_d494e', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='projects_project', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (SELECT DISTINCT project_id FROM new_rows AS written WHERE project_id IS NOT NULL) AS touched (id); RETURN NULL;', hash='66d1bb39bbc8c5bb66a47b5311ecbc096aadbd5f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_plan_insert_b9430', referencing='REFERENCING NEW TABLE AS new_rows ', table='projects_task', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (SELECT DISTINCT project_id FROM (SELECT o.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.project_id, o.parent_id, o.position, o.is_scheduled, o.is_milestone, o.duration, o.calendar_id, o.constraint, o.constraint_date, o.deadline, o.is_manual, o.manual_start, o.manual_finish, o.progress_by, o.percent_complete, o.units_total, o.units_done, o.remaining, o.actual_start, o.actual_finish, o.fixed_cost, o.work_cost, o.column_id) IS DISTINCT FROM (n.project_id, n.parent_id, n.position, n.is_scheduled, n.is_milestone, n.duration, n.calendar_id, n.constraint, n.constraint_date, n.deadline, n.is_manual, n.manual_start, n.manual_finish, n.progress_by, n.percent_complete, n.units_total, n.units_done, n.remaining, n.actual_start, n.actual_finish, n.fixed_cost, n.work_cost, n.column_id) UNION ALL SELECT n.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.project_id, o.parent_id, o.position, o.is_scheduled, o.is_milestone, o.duration, o.calendar_id, o.constraint, o.constraint_date, o.deadline, o.is_manual, o.manual_start, o.manual_finish, o.progress_by, o.percent_complete, o.units_total, o.units_done, o.remaining, o.actual_start, o.actual_finish, o.fixed_cost, o.work_cost, o.column_id) IS DISTINCT FROM (n.project_id, n.parent_id, n.position, n.is_scheduled, n.is_milestone, n.duration, n.calendar_id, n.constraint, n.constraint_date, n.deadline, n.is_manual, n.manual_start, n.manual_finish, n.progress_by, n.percent_complete, n.units_total, n.units_done, n.remaining, n.actual_start, n.actual_finish, n.fixed_cost, n.work_cost, n.column_id)) AS written WHERE project_id IS NOT NULL) AS touched (id); RETURN NULL;', hash='57526814d6b3aca81f96f8dfee8ef270e3e5134c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_plan_update_b1deb', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='projects_task', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (SELECT DISTINCT project_id FROM old_rows AS written WHERE project_id IS NOT NULL) AS touched (id); RETURN NULL;', hash='925dfcdb7baba830f7fe67c9ab9fbdc42f7b8768', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_plan_delete_e605f', referencing='REFERENCING OLD TABLE AS old_rows ', table='projects_task', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tasklink',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (SELECT DISTINCT project_id FROM new_rows AS written WHERE project_id IS NOT NULL) AS touched (id); RETURN NULL;', hash='11e3ff53d7c8ed2a20108b8b935097418cbf775e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_plan_insert_a77c5', referencing='REFERENCING NEW TABLE AS new_rows ', table='projects_tasklink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tasklink',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (SELECT DISTINCT project_id FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS written WHERE project_id IS NOT NULL) AS touched (id); RETURN NULL;', hash='95a0d2c80d4ce68a9653717590892fb4976c8b12', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_plan_update_0fe08', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='projects_tasklink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tasklink',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (SELECT DISTINCT project_id FROM old_rows AS written WHERE project_id IS NOT NULL) AS touched (id); RETURN NULL;', hash='af2b65bf0621de6c24eb80d1a88168c9cb9087f1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_plan_delete_90dd2', referencing='REFERENCING OLD TABLE AS old_rows ', table='projects_tasklink', when='AFTER')),
        ),
    ]
