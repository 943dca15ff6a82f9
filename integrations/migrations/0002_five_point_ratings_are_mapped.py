"""The five-point delivery confidence and plain colours are mapped to health from the start; the PMO edits the table."""

from django.db import migrations

RATINGS = {
    "Green": "green", "Amber/Green": "green", "Amber": "amber", "Amber/Red": "red", "Red": "red",
    "Vert": "green", "Orange": "amber", "Rouge": "red",
}  # fmt: skip


def fill(apps, schema_editor):
    apps.get_model("pmo", "Organisation").objects.filter(rating_map={}).update(rating_map=RATINGS)


class Migration(migrations.Migration):
    dependencies = [("integrations", "0001_imports_and_their_mappings"), ("pmo", "0003_organisation_row")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
