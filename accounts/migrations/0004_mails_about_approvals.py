"""Whoever has an account gets mails about what waits for their approval, until they switch them off."""

from django.db import migrations

ADD = """
UPDATE accounts_user SET mail_kinds = mail_kinds || '["approval"]'::jsonb
WHERE jsonb_typeof(mail_kinds) = 'array' AND NOT mail_kinds @> '["approval"]'::jsonb
"""
TAKE = "UPDATE accounts_user SET mail_kinds = mail_kinds - 'approval' WHERE jsonb_typeof(mail_kinds) = 'array'"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_calendars_mark_plans")]

    operations = [migrations.RunSQL(ADD, TAKE)]
