"""Leave half of each page of the schedules free: an edit that moves a whole plan then touches no index."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0010_who_does_a_task_marks_its_plan")]
    operations = [
        migrations.AlterField(
            model_name="taskschedule",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="projects.project",
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE projects_taskschedule SET (fillfactor = 50)",
            "ALTER TABLE projects_taskschedule RESET (fillfactor)",
        ),
    ]
