"""Say of a mark that the plan is to be scheduled anew."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pmo', '0003_organisation_row'),
    ]

    operations = [
        migrations.AddField(
            model_name='mark',
            name='of_plan',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
