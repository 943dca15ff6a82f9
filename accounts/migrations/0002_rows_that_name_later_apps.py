"""People, their rights and their calendars: rows that name tables of later apps."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import pmo.models.record
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('portfolio', '0001_initial'),
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('language', models.CharField(blank=True, choices=[('fr', 'French'), ('en', 'English')], max_length=5, verbose_name='language')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='accounts.person', verbose_name='person')),
                ('role', models.CharField(blank=True, choices=[('administrator', 'PMO administrator'), ('officer', 'PMO officer'), ('assistant', 'Project assistant'), ('portfolio_manager', 'Portfolio manager'), ('project_manager', 'Project manager'), ('contributor', 'Contributor'), ('resource_manager', 'Resource manager'), ('finance_controller', 'Finance controller'), ('data_protection_officer', 'Data protection officer'), ('executive', 'Executive or sponsor'), ('auditor', 'Auditor'), ('guest', 'Guest'), ('integration', 'Integration')], max_length=40, verbose_name='role')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.department', verbose_name='department')),
                ('portfolio', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='portfolio.portfolio', verbose_name='portfolio')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='portfolio.programme', verbose_name='programme')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project', verbose_name='project')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='role until')),
                ('secret_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('expires_at', models.DateTimeField(verbose_name='expires')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(models.Q(('email', ''), _negated=True), ('accepted_at__isnull', True), ('revoked_at__isnull', True)), name='invitation_one_open_per_email', violation_error_message='This address has an open invitation already; send it again instead.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('role', models.CharField(choices=[('administrator', 'PMO administrator'), ('officer', 'PMO officer'), ('assistant', 'Project assistant'), ('portfolio_manager', 'Portfolio manager'), ('project_manager', 'Project manager'), ('contributor', 'Contributor'), ('resource_manager', 'Resource manager'), ('finance_controller', 'Finance controller'), ('data_protection_officer', 'Data protection officer'), ('executive', 'Executive or sponsor'), ('auditor', 'Auditor'), ('guest', 'Guest'), ('integration', 'Integration')], max_length=40, verbose_name='role')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='accounts.department', verbose_name='department')),
                ('portfolio', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='portfolio.portfolio', verbose_name='portfolio')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='portfolio.programme', verbose_name='programme')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='projects.project', verbose_name='project')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='granted by')),
                ('delegated_by', models.ForeignKey(blank=True, help_text='Set when the holder of the role hands it over for a period.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='delegations', to=settings.AUTH_USER_MODEL, verbose_name='delegated by')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, help_text='From this moment on it gives nothing.', null=True, verbose_name='withdrawn')),
                ('ended_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by')),
            ],
            options={
                'verbose_name': 'role held',
                'verbose_name_plural': 'roles held',
                'ordering': ['user', 'role', '-starts_on', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', True), ('portfolio__isnull', True), ('programme__isnull', True), ('project__isnull', True)), models.Q(('department__isnull', False), ('portfolio__isnull', True), ('programme__isnull', True), ('project__isnull', True)), models.Q(('department__isnull', True), ('portfolio__isnull', False), ('programme__isnull', True), ('project__isnull', True)), models.Q(('department__isnull', True), ('portfolio__isnull', True), ('programme__isnull', False), ('project__isnull', True)), models.Q(('department__isnull', True), ('portfolio__isnull', True), ('programme__isnull', True), ('project__isnull', False)), _connector='OR'), name='membership_one_scope', violation_error_message='A role is held for one department, portfolio, programme or project only.'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_dates_in_order', violation_error_message='The end must not be before the start.'), models.CheckConstraint(condition=models.Q(('delegated_by__isnull', True), ('ends_on__isnull', False), _connector='OR'), name='membership_delegation_ends', violation_error_message='A delegation needs an end date.'), models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['administrator', 'officer']), _negated=True), models.Q(('department__isnull', True), ('portfolio__isnull', True), ('programme__isnull', True), ('project__isnull', True)), _connector='OR'), name='membership_of_organisation_only', violation_error_message='This role is held for the whole organisation only.')],
            },
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.membership')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('role', models.CharField(choices=[('administrator', 'PMO administrator'), ('officer', 'PMO officer'), ('assistant', 'Project assistant'), ('portfolio_manager', 'Portfolio manager'), ('project_manager', 'Project manager'), ('contributor', 'Contributor'), ('resource_manager', 'Resource manager'), ('finance_controller', 'Finance controller'), ('data_protection_officer', 'Data protection officer'), ('executive', 'Executive or sponsor'), ('auditor', 'Auditor'), ('guest', 'Guest'), ('integration', 'Integration')], max_length=40, verbose_name='role')),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.department', verbose_name='department')),
                ('portfolio', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='portfolio.portfolio', verbose_name='portfolio')),
                ('programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='portfolio.programme', verbose_name='programme')),
                ('project', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='project')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('granted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='granted by')),
                ('delegated_by', models.ForeignKey(blank=True, db_constraint=False, help_text='Set when the holder of the role hands it over for a period.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='delegated by')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, help_text='From this moment on it gives nothing.', null=True, verbose_name='withdrawn')),
                ('ended_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='18993cbf5acfce3d4e64f0096e22e301d7041e4f', operation='UPDATE', pgid='pgtrigger_stamp_update_1f3c1', table='accounts_membership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='0e0f1b7c4f3dd4e2406883bc6ab9bb64045c4757', operation='INSERT', pgid='pgtrigger_stamp_insert_7672f', table='accounts_membership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'accounts.membership', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='508e317c02e84b4a485c228a7e0db0e19ecca955', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_8bc81', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='keep_administrator', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."delegated_by_id" IS NULL AND OLD."ended_at" IS NULL AND OLD."ends_on" IS NULL AND OLD."role" = \'administrator\')', func="\nIF true THEN\n    PERFORM pg_advisory_xact_lock(hashtext('last_administrator'));\n    IF EXISTS (SELECT 1 FROM accounts_user) AND NOT EXISTS (\n    SELECT 1 FROM accounts_membership AS held JOIN accounts_user AS holder ON holder.id = held.user_id\n    WHERE held.role = 'administrator' AND held.starts_on <= CURRENT_DATE\n    AND held.ends_on IS NULL AND held.ended_at IS NULL AND held.delegated_by_id IS NULL\n    AND NOT holder.is_integration\n AND holder.is_active) THEN\n        RAISE EXCEPTION 'the last administrator must stay'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'last_administrator';\n    END IF;\nEND IF;\nRETURN NULL;\n", hash='a158d0f0b6e1817b3da7b579cc07afec432cff17', operation='UPDATE OR DELETE', pgid='pgtrigger_keep_administrator_e179d', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_membershipevent" ("created_at", "custom", "delegated_by_id", "department_id", "ended_at", "ended_by_id", "ends_on", "granted_by_id", "id", "links", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio_id", "programme_id", "project_id", "role", "starts_on", "user_id") SELECT new_values."created_at", new_values."custom", new_values."delegated_by_id", new_values."department_id", new_values."ended_at", new_values."ended_by_id", new_values."ends_on", new_values."granted_by_id", new_values."id", new_values."links", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."portfolio_id", new_values."programme_id", new_values."project_id", new_values."role", new_values."starts_on", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8eacf516b544b3062c61128d74221100eabdd127', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fc05a', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_membershipevent" ("created_at", "custom", "delegated_by_id", "department_id", "ended_at", "ended_by_id", "ends_on", "granted_by_id", "id", "links", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio_id", "programme_id", "project_id", "role", "starts_on", "user_id") SELECT new_values."created_at", new_values."custom", new_values."delegated_by_id", new_values."department_id", new_values."ended_at", new_values."ended_by_id", new_values."ends_on", new_values."granted_by_id", new_values."id", new_values."links", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."portfolio_id", new_values."programme_id", new_values."project_id", new_values."role", new_values."starts_on", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."delegated_by_id" IS DISTINCT FROM (new_values."delegated_by_id") OR old_values."department_id" IS DISTINCT FROM (new_values."department_id") OR old_values."ended_at" IS DISTINCT FROM (new_values."ended_at") OR old_values."ended_by_id" IS DISTINCT FROM (new_values."ended_by_id") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."granted_by_id" IS DISTINCT FROM (new_values."granted_by_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."portfolio_id" IS DISTINCT FROM (new_values."portfolio_id") OR old_values."programme_id" IS DISTINCT FROM (new_values."programme_id") OR old_values."project_id" IS DISTINCT FROM (new_values."project_id") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cb90a29581bd4b2ccb215310561fcf4f7307eb94', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_20ab5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_membershipevent" ("created_at", "custom", "delegated_by_id", "department_id", "ended_at", "ended_by_id", "ends_on", "granted_by_id", "id", "links", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio_id", "programme_id", "project_id", "role", "starts_on", "user_id") SELECT old_values."created_at", old_values."custom", old_values."delegated_by_id", old_values."department_id", old_values."ended_at", old_values."ended_by_id", old_values."ends_on", old_values."granted_by_id", old_values."id", old_values."links", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."portfolio_id", old_values."programme_id", old_values."project_id", old_values."role", old_values."starts_on", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='33aa889650212994f678c8fed36109c2836bca51', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_19a8f', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='access_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_accesschange (scope, scope_id, user_id, changed_at) SELECT reach.*, clock_timestamp() FROM (\nSELECT DISTINCT CASE WHEN project_id IS NOT NULL THEN 'project' WHEN programme_id IS NOT NULL THEN 'programme'\nWHEN portfolio_id IS NOT NULL THEN 'portfolio' WHEN department_id IS NOT NULL THEN 'department'\nELSE 'organisation' END, coalesce(project_id, programme_id, portfolio_id, department_id), user_id\nFROM new_rows AS written\n) AS reach; RETURN NULL;", hash='14df985be9a616354f2869f0736f7a298468b2d7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_access_insert_84e74', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='access_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_accesschange (scope, scope_id, user_id, changed_at) SELECT reach.*, clock_timestamp() FROM (\nSELECT DISTINCT CASE WHEN project_id IS NOT NULL THEN 'project' WHEN programme_id IS NOT NULL THEN 'programme'\nWHEN portfolio_id IS NOT NULL THEN 'portfolio' WHEN department_id IS NOT NULL THEN 'department'\nELSE 'organisation' END, coalesce(project_id, programme_id, portfolio_id, department_id), user_id\nFROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS written\n) AS reach; RETURN NULL;", hash='d095b2cf31adfa04fba8f7e7b3845fc95f436509', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_access_update_5d073', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='access_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_accesschange (scope, scope_id, user_id, changed_at) SELECT reach.*, clock_timestamp() FROM (\nSELECT DISTINCT CASE WHEN project_id IS NOT NULL THEN 'project' WHEN programme_id IS NOT NULL THEN 'programme'\nWHEN portfolio_id IS NOT NULL THEN 'portfolio' WHEN department_id IS NOT NULL THEN 'department'\nELSE 'organisation' END, coalesce(project_id, programme_id, portfolio_id, department_id), user_id\nFROM old_rows AS written\n) AS reach; RETURN NULL;", hash='3191af715157e254ff2440c711adffae05a30017', level='STATEMENT', operation='DELETE', pgid='pgtrigger_access_delete_ec7b2', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_membership', when='AFTER')),
        ),
    ]
