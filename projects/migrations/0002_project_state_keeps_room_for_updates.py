"""Leave half of each page of the states free: the roll-up rewrites them all the time, and without touching an index."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE projects_projectstate SET (fillfactor = 50)",
            "ALTER TABLE projects_projectstate RESET (fillfactor)",
        )
    ]
