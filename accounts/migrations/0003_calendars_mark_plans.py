"""A change of a calendar marks the plans that use it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pmo', '0004_marks_of_plans'),
        ('accounts', '0002_rows_that_name_later_apps'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (\nSELECT DISTINCT project.id FROM projects_project AS project\nJOIN projects_task AS task ON task.project_id = project.id AND task.is_scheduled\nWHERE EXISTS (SELECT 1 FROM (SELECT id, is_default FROM new_rows AS changed) AS written WHERE written.id IN (task.calendar_id, project.calendar_id)\n    OR project.calendar_id IS NULL AND written.is_default)\n) AS touched (id); RETURN NULL;', hash='964a898d11977833b582450da0a51de87a3db95b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_plan_insert_6c82e', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (\nSELECT DISTINCT project.id FROM projects_project AS project\nJOIN projects_task AS task ON task.project_id = project.id AND task.is_scheduled\nWHERE EXISTS (SELECT 1 FROM (SELECT id, is_default FROM (SELECT o.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.week, o.country, o.is_default) IS DISTINCT FROM (n.week, n.country, n.is_default) UNION ALL SELECT n.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.week, o.country, o.is_default) IS DISTINCT FROM (n.week, n.country, n.is_default)) AS changed) AS written WHERE written.id IN (task.calendar_id, project.calendar_id)\n    OR project.calendar_id IS NULL AND written.is_default)\n) AS touched (id); RETURN NULL;', hash='9e35fe64045fe0e737e38fc8c042a0febd1fe05c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_plan_update_24a04', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (\nSELECT DISTINCT project.id FROM projects_project AS project\nJOIN projects_task AS task ON task.project_id = project.id AND task.is_scheduled\nWHERE EXISTS (SELECT 1 FROM (SELECT id, is_default FROM old_rows AS changed) AS written WHERE written.id IN (task.calendar_id, project.calendar_id)\n    OR project.calendar_id IS NULL AND written.is_default)\n) AS touched (id); RETURN NULL;', hash='eed96f5c1c13fd01f10779267b2782b0383dca98', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_plan_delete_5c27a', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (\nSELECT DISTINCT project.id FROM projects_project AS project\nJOIN projects_task AS task ON task.project_id = project.id AND task.is_scheduled\nWHERE EXISTS (SELECT 1 FROM (\nSELECT calendar.id, calendar.is_default FROM new_rows AS changed\nJOIN accounts_calendar AS calendar ON calendar.id = changed.calendar_id\n) AS written WHERE written.id IN (task.calendar_id, project.calendar_id)\n    OR project.calendar_id IS NULL AND written.is_default)\n) AS touched (id); RETURN NULL;', hash='242f8eb5edb5762fd82181836d7114049c43f368', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_plan_insert_f6dd4', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_calendarexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (\nSELECT DISTINCT project.id FROM projects_project AS project\nJOIN projects_task AS task ON task.project_id = project.id AND task.is_scheduled\nWHERE EXISTS (SELECT 1 FROM (\nSELECT calendar.id, calendar.is_default FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS changed\nJOIN accounts_calendar AS calendar ON calendar.id = changed.calendar_id\n) AS written WHERE written.id IN (task.calendar_id, project.calendar_id)\n    OR project.calendar_id IS NULL AND written.is_default)\n) AS touched (id); RETURN NULL;', hash='9d22e6991fd9e3e67c6f384d96464568e0d178e9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_plan_update_a4ea7', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_calendarexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='mark_plan_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at, of_plan) SELECT touched.id, clock_timestamp(), true FROM (\nSELECT DISTINCT project.id FROM projects_project AS project\nJOIN projects_task AS task ON task.project_id = project.id AND task.is_scheduled\nWHERE EXISTS (SELECT 1 FROM (\nSELECT calendar.id, calendar.is_default FROM old_rows AS changed\nJOIN accounts_calendar AS calendar ON calendar.id = changed.calendar_id\n) AS written WHERE written.id IN (task.calendar_id, project.calendar_id)\n    OR project.calendar_id IS NULL AND written.is_default)\n) AS touched (id); RETURN NULL;', hash='b7d1ee3d19f09705789327509b498e438fe056fc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_plan_delete_88999', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_calendarexception', when='AFTER')),
        ),
    ]
