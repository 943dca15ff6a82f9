"""What came in: rows that name tables of later apps."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import pmo.models.record
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('integrations', '0001_initial'),
        ('pmo', '0002_initial'),
        ('portfolio', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='imported by')),
                ('file', models.FileField(editable=False, upload_to='imports/%Y/%m/', verbose_name='file')),
                ('file_name', models.CharField(max_length=250, verbose_name='file name')),
                ('size', models.PositiveBigIntegerField(verbose_name='size (bytes)')),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('state', models.CharField(choices=[('uploaded', 'Uploaded'), ('read', 'Columns to check'), ('previewed', 'To be confirmed'), ('done', 'Imported'), ('refused', 'Refused'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='uploaded', max_length=10, verbose_name='state')),
                ('preset', models.CharField(blank=True, max_length=250, verbose_name='preset')),
                ('mapping', models.JSONField(blank=True, default=dict, editable=False, verbose_name='mapping')),
                ('sheets', models.JSONField(blank=True, default=list, editable=False, verbose_name='sheets')),
                ('as_of', models.DateField(blank=True, help_text="Empty: the file holds today's facts.", null=True, verbose_name='situation as of')),
                ('portfolio', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='imports', to='portfolio.portfolio', verbose_name='portfolio')),
                ('portfolio_code', models.CharField(blank=True, max_length=30, verbose_name='portfolio code')),
                ('create_missing', models.BooleanField(default=True, help_text='Otherwise a name that is not known is reported and left out.', verbose_name='create missing people, departments and vendors')),
                ('overwrite_conflicts', models.BooleanField(default=False, verbose_name='write over newer rows')),
                ('renames', models.JSONField(blank=True, default=dict, editable=False)),
                ('edition', models.CharField(blank=True, max_length=120, verbose_name='edition')),
                ('new', models.PositiveIntegerField(default=0, verbose_name='new')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='unchanged')),
                ('rejected', models.PositiveIntegerField(default=0, verbose_name='rejected')),
                ('report', models.JSONField(blank=True, default=dict, editable=False, verbose_name='report')),
                ('message', models.TextField(blank=True, verbose_name='message')),
                ('job', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pmo.job', verbose_name='job')),
                ('imported_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='imported')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-created_at', '-pk'],
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='import',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='32f9694b01ca1c697207192ee60097915631efbd', operation='UPDATE', pgid='pgtrigger_stamp_update_5c22b', table='integrations_import', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='import',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='1bc9d448f51a6f4d704fc648b4f72b142667190f', operation='INSERT', pgid='pgtrigger_stamp_insert_566b7', table='integrations_import', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='import',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'integrations.import', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='a814b065cbc6b7f4a585de0e7313c371cbbae194', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_e6028', referencing='REFERENCING OLD TABLE AS old_rows ', table='integrations_import', when='AFTER')),
        ),
    ]
