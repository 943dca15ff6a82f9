"""The one row of settings, with a first table imported rating → health."""

from django.db import migrations

RATINGS = {
    "Green": "green", "Amber/Green": "green", "Amber": "amber", "Amber/Red": "red", "Red": "red",
    "Vert": "green", "Orange": "amber", "Rouge": "red",
}  # fmt: skip


def create(apps, schema_editor):
    apps.get_model("pmo", "Organisation").objects.get_or_create(pk=1, defaults={"rating_map": RATINGS})
    # There is nothing to roll up yet.
    apps.get_model("pmo", "Mark").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("pmo", "0002_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
