"""Extensions, and the sort key that is the same on every server."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

# unaccent() is only stable, because its dictionary could change; naming the dictionary makes this one safe
# to declare immutable, which a generated column needs.
SORT_KEY = """
CREATE FUNCTION pmo_sort_key(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(SORT_KEY, "DROP FUNCTION pmo_sort_key(text)"),
    ]
