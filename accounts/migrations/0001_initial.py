"""People, their rights and their calendars."""

import accounts.models.calendar
import accounts.models.user
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import pmo.models.record
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('pmo', '0001_database_functions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Calendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('sort_key', models.GeneratedField(db_persist=True, expression=pmo.models.record.SortKey('name'), output_field=models.TextField())),
                ('week', models.JSONField(default=accounts.models.calendar.default_week, help_text='Seven lists of [start, end] in minutes after midnight.', verbose_name='week')),
                ('country', models.CharField(blank=True, default='FR', help_text='ISO code, empty for none.', max_length=2, verbose_name='public holidays of')),
                ('is_default', models.BooleanField(default=False, verbose_name='calendar of the organisation')),
            ],
            options={
                'verbose_name': 'calendar',
                'verbose_name_plural': 'calendars',
                'ordering': ['sort_key', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='calendar_one_default', violation_error_message="Another calendar is the organisation's already.")],
            },
        ),
        migrations.CreateModel(
            name='CalendarEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.calendar')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('week', models.JSONField(default=accounts.models.calendar.default_week, help_text='Seven lists of [start, end] in minutes after midnight.', verbose_name='week')),
                ('country', models.CharField(blank=True, default='FR', help_text='ISO code, empty for none.', max_length=2, verbose_name='public holidays of')),
                ('is_default', models.BooleanField(default=False, verbose_name='calendar of the organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CalendarException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='accounts.calendar', verbose_name='calendar')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('spans', models.JSONField(blank=True, default=list, help_text='Empty: no work.', verbose_name='working spans')),
                ('label', models.CharField(blank=True, max_length=150, verbose_name='label')),
            ],
            options={
                'verbose_name': 'calendar exception',
                'verbose_name_plural': 'calendar exceptions',
                'ordering': ['calendar', 'first_day', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='calendar_exception_days_in_order', violation_error_message='The end must not be before the start.')],
            },
        ),
        migrations.CreateModel(
            name='CalendarExceptionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.calendarexception')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('calendar', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.calendar', verbose_name='calendar')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('spans', models.JSONField(blank=True, default=list, help_text='Empty: no work.', verbose_name='working spans')),
                ('label', models.CharField(blank=True, max_length=150, verbose_name='label')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Currency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('code', models.CharField(max_length=3, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('symbol', models.CharField(blank=True, max_length=6, verbose_name='symbol')),
            ],
            options={
                'verbose_name': 'currency',
                'verbose_name_plural': 'currencies',
                'ordering': ['code'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CurrencyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.currency')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('code', models.CharField(max_length=3, verbose_name='code')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('symbol', models.CharField(blank=True, max_length=6, verbose_name='symbol')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('sort_key', models.GeneratedField(db_persist=True, expression=pmo.models.record.SortKey('name'), output_field=models.TextField())),
                ('code', models.CharField(blank=True, max_length=30, verbose_name='code')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.department', verbose_name='part of')),
                ('cost_centre', models.CharField(blank=True, max_length=40, verbose_name='cost centre')),
            ],
            options={
                'verbose_name': 'department',
                'verbose_name_plural': 'departments',
                'ordering': ['sort_key', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='department_name_unique', violation_error_message='A department with this name exists already.'), models.CheckConstraint(condition=models.Q(('parent', models.F('pk')), _negated=True), name='department_not_its_own_parent', violation_error_message='A department cannot be part of itself.')],
            },
        ),
        migrations.CreateModel(
            name='ExchangeRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('currency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rates', to='accounts.currency', verbose_name='currency')),
                ('month', models.DateField(help_text='First day of the month.', verbose_name='month')),
                ('rate', models.DecimalField(decimal_places=8, help_text="Value of 1 unit in the organisation's currency.", max_digits=18, validators=[django.core.validators.MinValueValidator(1e-08)], verbose_name='rate')),
            ],
            options={
                'verbose_name': 'exchange rate',
                'verbose_name_plural': 'exchange rates',
                'ordering': ['currency', '-month', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('currency', 'month'), name='exchange_rate_month_unique', violation_error_message='This currency already has a rate for that month.'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='exchange_rate_first_of_month', violation_error_message='Give the first day of the month.')],
            },
        ),
        migrations.CreateModel(
            name='ExchangeRateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.exchangerate')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('currency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.currency', verbose_name='currency')),
                ('month', models.DateField(help_text='First day of the month.', verbose_name='month')),
                ('rate', models.DecimalField(decimal_places=8, help_text="Value of 1 unit in the organisation's currency.", max_digits=18, validators=[django.core.validators.MinValueValidator(1e-08)], verbose_name='rate')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Vendor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('sort_key', models.GeneratedField(db_persist=True, expression=pmo.models.record.SortKey('name'), output_field=models.TextField())),
                ('code', models.CharField(blank=True, max_length=30, verbose_name='code')),
                ('country', models.CharField(blank=True, help_text='ISO code, for example FR.', max_length=2, verbose_name='country')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('is_customer', models.BooleanField(default=False, verbose_name='is a customer')),
                ('note', models.TextField(blank=True, verbose_name='note')),
            ],
            options={
                'verbose_name': 'vendor',
                'verbose_name_plural': 'vendors',
                'ordering': ['sort_key', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='vendor_name_unique', violation_error_message='A vendor with this name exists already.')],
            },
        ),
        migrations.CreateModel(
            name='VendorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.vendor')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('code', models.CharField(blank=True, max_length=30, verbose_name='code')),
                ('country', models.CharField(blank=True, help_text='ISO code, for example FR.', max_length=2, verbose_name='country')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('is_customer', models.BooleanField(default=False, verbose_name='is a customer')),
                ('note', models.TextField(blank=True, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_integration', models.BooleanField(default=False, help_text='Uses the REST API with a token and has no password.', verbose_name='integration')),
                ('language', models.CharField(blank=True, max_length=5, verbose_name='language')),
                ('theme', models.CharField(choices=[('auto', 'Like the device'), ('light', 'Light'), ('dark', 'Dark')], default='auto', max_length=5, verbose_name='theme')),
                ('mail_kinds', models.JSONField(blank=True, default=accounts.models.user.default_mail_kinds, verbose_name='mails wanted')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'ordering': ['name', 'email', 'pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_unique', violation_error_message='A user with this e-mail exists already.')],
            },
        ),
        migrations.CreateModel(
            name='AccessToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_tokens', to=settings.AUTH_USER_MODEL)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('scope', models.CharField(choices=[('read', 'Read'), ('write', 'Read and write')], default='read', max_length=10, verbose_name='scope')),
                ('prefix', models.CharField(editable=False, max_length=12)),
                ('secret_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('expires_on', models.DateField(verbose_name='expires on')),
                ('last_used_at', models.DateTimeField(blank=True, null=True, verbose_name='last used')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked')),
            ],
            options={
                'verbose_name': 'access token',
                'verbose_name_plural': 'access tokens',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('sort_key', models.GeneratedField(db_persist=True, expression=pmo.models.record.SortKey('name'), output_field=models.TextField())),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='person', to=settings.AUTH_USER_MODEL, verbose_name='log-in')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('kind', models.CharField(choices=[('internal', 'Internal'), ('external', 'External')], default='internal', max_length=10, verbose_name='kind')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='accounts.department', verbose_name='department')),
                ('vendor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='accounts.vendor', verbose_name='employer')),
                ('job_title', models.CharField(blank=True, max_length=150, verbose_name='job title')),
                ('calendar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='people', to='accounts.calendar', verbose_name='calendar')),
                ('working_share', models.DecimalField(decimal_places=2, default=100, help_text='100 is full time, 80 four days a week.', max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='working share (%)')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='here from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='here until')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['sort_key', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='person_email_unique', violation_error_message='A person with this e-mail exists already.'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='person_dates_in_order', violation_error_message='The end must not be before the start.')],
            },
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='log-in')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('kind', models.CharField(choices=[('internal', 'Internal'), ('external', 'External')], default='internal', max_length=10, verbose_name='kind')),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.department', verbose_name='department')),
                ('vendor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.vendor', verbose_name='employer')),
                ('job_title', models.CharField(blank=True, max_length=150, verbose_name='job title')),
                ('calendar', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.calendar', verbose_name='calendar')),
                ('working_share', models.DecimalField(decimal_places=2, default=100, help_text='100 is full time, 80 four days a week.', max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='working share (%)')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='here from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='here until')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Rate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False, verbose_name='last changed')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rates', to='accounts.person', verbose_name='person')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='daily rate')),
                ('currency', models.CharField(default='EUR', max_length=3, verbose_name='currency')),
            ],
            options={
                'verbose_name': 'rate',
                'verbose_name_plural': 'rates',
                'ordering': ['person', '-valid_from', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('person', 'valid_from'), name='rate_start_unique', violation_error_message='This person already has a rate from that day on.')],
            },
        ),
        migrations.CreateModel(
            name='RateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.rate')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='person')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='daily rate')),
                ('currency', models.CharField(default='EUR', max_length=3, verbose_name='currency')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_integration', models.BooleanField(default=False, help_text='Uses the REST API with a token and has no password.', verbose_name='integration')),
                ('language', models.CharField(blank=True, max_length=5, verbose_name='language')),
                ('theme', models.CharField(choices=[('auto', 'Like the device'), ('light', 'Light'), ('dark', 'Dark')], default='auto', max_length=5, verbose_name='theme')),
                ('mail_kinds', models.JSONField(blank=True, default=accounts.models.user.default_mail_kinds, verbose_name='mails wanted')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DepartmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.department')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created')),
                ('links', models.JSONField(blank=True, default=list, validators=[pmo.models.record.validate_links], verbose_name='links')),
                ('custom', models.JSONField(blank=True, default=dict, editable=False, verbose_name='custom fields')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('code', models.CharField(blank=True, max_length=30, verbose_name='code')),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.department', verbose_name='part of')),
                ('manager', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='manager')),
                ('cost_centre', models.CharField(blank=True, max_length=40, verbose_name='cost centre')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='department',
            name='manager',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='manages', to='accounts.person', verbose_name='manager'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='156550fefd8a64d46b63f13662a5dbe94464ebc6', operation='UPDATE', pgid='pgtrigger_stamp_update_e997c', table='accounts_calendar', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='853c51fd2c533373dc1581dc2832140f93de9a92', operation='INSERT', pgid='pgtrigger_stamp_insert_d01b1', table='accounts_calendar', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'accounts.calendar', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='de927da7803f61f4b5cfdd6f0db06516f5baac74', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_2daa8', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_calendarevent" ("country", "created_at", "custom", "id", "is_default", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "week") SELECT new_values."country", new_values."created_at", new_values."custom", new_values."id", new_values."is_default", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."week" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e670b3302fa2801bc51cadd2436149f6c0370edf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5fef3', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_calendarevent" ("country", "created_at", "custom", "id", "is_default", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "week") SELECT new_values."country", new_values."created_at", new_values."custom", new_values."id", new_values."is_default", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."week" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_default" IS DISTINCT FROM (new_values."is_default") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."week" IS DISTINCT FROM (new_values."week")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d195cfc74b014afbcd57f2cbdf1b9c982ea021a4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1e170', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_calendarevent" ("country", "created_at", "custom", "id", "is_default", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "week") SELECT old_values."country", old_values."created_at", old_values."custom", old_values."id", old_values."is_default", old_values."links", old_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."week" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ae3dbbe9fcc15bbb6499be756ff92460f4147f22', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1e4ef', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='mark_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM new_rows AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='a7fca88b8fb3baf8ceb879d3efc9b0edb19d96f9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_insert_3b40b', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='mark_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM (SELECT o.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.week, o.country, o.is_default) IS DISTINCT FROM (n.week, n.country, n.is_default) UNION ALL SELECT n.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.week, o.country, o.is_default) IS DISTINCT FROM (n.week, n.country, n.is_default)) AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='b452f152ecc0fa036d5ff8be3543298bd2b9e8fe', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_update_4f41e', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='mark_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM old_rows AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='d525f47e8384defffd2347a421fce6cb5c5e6588', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_delete_b595b', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='mark_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) VALUES (NULL, clock_timestamp()); RETURN NULL;', hash='01346879e6fc05d077ef688437aac3585971b0d6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_mark_truncate_a1497', table='accounts_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='b5fce1405ada9226c796338e9e52a1776ebfd261', operation='UPDATE', pgid='pgtrigger_stamp_update_222d7', table='accounts_calendarexception', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='c38f80acf36ab872c1185934b61edc622ac8e53b', operation='INSERT', pgid='pgtrigger_stamp_insert_4c57c', table='accounts_calendarexception', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'accounts.calendarexception', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='d98dcc09e8e3527ea06de930b47f74ff32ab9dae', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_4a7c6', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_calendarexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_calendarexceptionevent" ("calendar_id", "created_at", "custom", "first_day", "id", "label", "last_day", "links", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spans") SELECT new_values."calendar_id", new_values."created_at", new_values."custom", new_values."first_day", new_values."id", new_values."label", new_values."last_day", new_values."links", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."spans" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='314d29cbf7fa9c1e087cc96c6ab072fd7c221a7f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ca51d', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_calendarexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_calendarexceptionevent" ("calendar_id", "created_at", "custom", "first_day", "id", "label", "last_day", "links", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spans") SELECT new_values."calendar_id", new_values."created_at", new_values."custom", new_values."first_day", new_values."id", new_values."label", new_values."last_day", new_values."links", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."spans" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."calendar_id" IS DISTINCT FROM (new_values."calendar_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."first_day" IS DISTINCT FROM (new_values."first_day") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."label" IS DISTINCT FROM (new_values."label") OR old_values."last_day" IS DISTINCT FROM (new_values."last_day") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."spans" IS DISTINCT FROM (new_values."spans")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0994d4d8a3607d2d7520301822c31402d2e461f8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_324d0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_calendarexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_calendarexceptionevent" ("calendar_id", "created_at", "custom", "first_day", "id", "label", "last_day", "links", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spans") SELECT old_values."calendar_id", old_values."created_at", old_values."custom", old_values."first_day", old_values."id", old_values."label", old_values."last_day", old_values."links", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."spans" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7f85fbfb071c28bd3262efe36e9cc775f6c99af0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fa290', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_calendarexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='mark_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM new_rows AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='61585386c7f92fa399037ca2152fae681a91e028', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_insert_47dbb', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_calendarexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='mark_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='8d35ccac99d1cf80083e89b63b3b6790e7988023', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_update_a3553', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_calendarexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='mark_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM old_rows AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='3724c5f1d56b2329a725341a4982b53e0cf5d807', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_delete_03bb0', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_calendarexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarexception',
            trigger=pgtrigger.compiler.Trigger(name='mark_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) VALUES (NULL, clock_timestamp()); RETURN NULL;', hash='3b49aa4f5447a1de26228b97ebc9fb2cb34d8aaa', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_mark_truncate_ada85', table='accounts_calendarexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currency',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='f3551a9846655e402f6192290f75fc818f18a59e', operation='UPDATE', pgid='pgtrigger_stamp_update_bdb52', table='accounts_currency', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currency',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='72dc970e71dc739ab892d30f4bf0ee40878a957e', operation='INSERT', pgid='pgtrigger_stamp_insert_e87ba', table='accounts_currency', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currency',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'accounts.currency', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='a0410cd557709e6a10107da0f3670117896a1632', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_717f2', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_currency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currency',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_currencyevent" ("code", "created_at", "custom", "id", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "symbol") SELECT new_values."code", new_values."created_at", new_values."custom", new_values."id", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."symbol" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='25bd98cb67652acb720d7cc3d8194a17e8b66c6a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2b02b', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_currency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currency',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_currencyevent" ("code", "created_at", "custom", "id", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "symbol") SELECT new_values."code", new_values."created_at", new_values."custom", new_values."id", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."symbol" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."symbol" IS DISTINCT FROM (new_values."symbol")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1a61dca3f3894888d0cecf8b570ea7cfc2ef1f06', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_796bb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_currency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currency',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_currencyevent" ("code", "created_at", "custom", "id", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "symbol") SELECT old_values."code", old_values."created_at", old_values."custom", old_values."id", old_values."links", old_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."symbol" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='eb1867215b4e49c8791f09848f334d37b4cb4dac', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5c91a', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_currency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currency',
            trigger=pgtrigger.compiler.Trigger(name='mark_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM new_rows AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='bfca2fefebca513d7a968e182c9c2c81d4e0c6e0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_insert_7ba7a', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_currency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currency',
            trigger=pgtrigger.compiler.Trigger(name='mark_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM (SELECT o.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.code) IS DISTINCT FROM (n.code) UNION ALL SELECT n.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.code) IS DISTINCT FROM (n.code)) AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='7e94991960aa9fbb870f5f017bdd88fc47ee5ddc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_update_937b4', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_currency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currency',
            trigger=pgtrigger.compiler.Trigger(name='mark_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM old_rows AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='f1c7aaf34bab3f934efbbb794a24aa45f4aaab65', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_delete_af08a', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_currency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currency',
            trigger=pgtrigger.compiler.Trigger(name='mark_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) VALUES (NULL, clock_timestamp()); RETURN NULL;', hash='0fb1a10bb399ab265e1c8457d28f982dbc5a95b9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_mark_truncate_79887', table='accounts_currency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='558215f3d536e123d1f103640d17a5dced5d37da', operation='UPDATE', pgid='pgtrigger_stamp_update_dac54', table='accounts_department', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='65f48ed763194507cd85e71dc7afbe2e272f8586', operation='INSERT', pgid='pgtrigger_stamp_insert_31b27', table='accounts_department', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'accounts.department', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='2a269b9f3e1f3c6b3ec628030d5be515859cf176', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_60e18', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_department', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_departmentevent" ("code", "cost_centre", "created_at", "custom", "id", "links", "manager_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."cost_centre", new_values."created_at", new_values."custom", new_values."id", new_values."links", new_values."manager_id", new_values."name", new_values."parent_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='daa349e881922eb9ffdd9d43667bf6c3af413010', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b4692', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_department', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_departmentevent" ("code", "cost_centre", "created_at", "custom", "id", "links", "manager_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."cost_centre", new_values."created_at", new_values."custom", new_values."id", new_values."links", new_values."manager_id", new_values."name", new_values."parent_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."cost_centre" IS DISTINCT FROM (new_values."cost_centre") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."manager_id" IS DISTINCT FROM (new_values."manager_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fdfb06df87909886deeac7d6c6ceae88761c1372', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_afd13', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_department', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_departmentevent" ("code", "cost_centre", "created_at", "custom", "id", "links", "manager_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."code", old_values."cost_centre", old_values."created_at", old_values."custom", old_values."id", old_values."links", old_values."manager_id", old_values."name", old_values."parent_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1614ff87a9d526f99448def2dca288a149ebad47', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7ff5b', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_department', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='ee4b135c32ed198450d3e0fff401c98cd5c25d65', operation='UPDATE', pgid='pgtrigger_stamp_update_a247e', table='accounts_exchangerate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='c6a9bb4ee3b7b0dcd4a4c2836b3c7c6a428b3a26', operation='INSERT', pgid='pgtrigger_stamp_insert_bcb8f', table='accounts_exchangerate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'accounts.exchangerate', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='c74aaf35a854160c51ece3498e443402cc8bad82', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_221e2', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_exchangerateevent" ("created_at", "currency_id", "custom", "id", "links", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate") SELECT new_values."created_at", new_values."currency_id", new_values."custom", new_values."id", new_values."links", new_values."month", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."rate" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e6900be487f3b3b6d986bee6e86710993b8d7c1c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_11274', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_exchangerateevent" ("created_at", "currency_id", "custom", "id", "links", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate") SELECT new_values."created_at", new_values."currency_id", new_values."custom", new_values."id", new_values."links", new_values."month", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."rate" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."currency_id" IS DISTINCT FROM (new_values."currency_id") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."month" IS DISTINCT FROM (new_values."month") OR old_values."rate" IS DISTINCT FROM (new_values."rate")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8637809e4c7a6a804e70a5043fdb295ae38e4d49', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8173e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_exchangerateevent" ("created_at", "currency_id", "custom", "id", "links", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate") SELECT old_values."created_at", old_values."currency_id", old_values."custom", old_values."id", old_values."links", old_values."month", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."rate" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cd0e95dfd061bdd1e734e896ab938103131f82cd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1ebf5', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='mark_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM new_rows AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='ab36fb8dfb39c3493c467268d86c7cde6ab73bd9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_insert_7308a', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='mark_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='edf143a9e5a1334e8e75c9bd252ea435f95f992b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_update_ea046', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='mark_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (SELECT NULL::bigint FROM old_rows AS written LIMIT 1) AS touched (id); RETURN NULL;', hash='1d40d07c15819ba2e80a6c2abb34f6e9d2e04292', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_delete_ec331', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='mark_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) VALUES (NULL, clock_timestamp()); RETURN NULL;', hash='e4b0e8102cde8e6413cbfb26fb36066b3def60fa', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_mark_truncate_13946', table='accounts_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vendor',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='4a0dc280d7a8602c9635136ca5e530b15a3f4881', operation='UPDATE', pgid='pgtrigger_stamp_update_a09a3', table='accounts_vendor', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vendor',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='d0d71c99866e5bbb4d078f17739f4a1199ff726b', operation='INSERT', pgid='pgtrigger_stamp_insert_eb7bd', table='accounts_vendor', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vendor',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'accounts.vendor', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='098953cf483717cd717a796010b5810d38999408', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_1c413', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_vendor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vendor',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_vendorevent" ("code", "country", "created_at", "custom", "email", "id", "is_customer", "links", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") SELECT new_values."code", new_values."country", new_values."created_at", new_values."custom", new_values."email", new_values."id", new_values."is_customer", new_values."links", new_values."name", new_values."note", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."phone" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='74932fd8a6e7ada41e1eccb9a21ed72507ec7b2b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_70405', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_vendor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vendor',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_vendorevent" ("code", "country", "created_at", "custom", "email", "id", "is_customer", "links", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") SELECT new_values."code", new_values."country", new_values."created_at", new_values."custom", new_values."email", new_values."id", new_values."is_customer", new_values."links", new_values."name", new_values."note", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."phone" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_customer" IS DISTINCT FROM (new_values."is_customer") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."phone" IS DISTINCT FROM (new_values."phone")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f839aa713563c7c818da69bb6e4f7659e2e156d2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0572b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_vendor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vendor',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_vendorevent" ("code", "country", "created_at", "custom", "email", "id", "is_customer", "links", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") SELECT old_values."code", old_values."country", old_values."created_at", old_values."custom", old_values."email", old_values."id", old_values."is_customer", old_values."links", old_values."name", old_values."note", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."phone" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='274c2d497c5b9351f68cd0b5dae37ff2a51efbb5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_44f7c', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_vendor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='keep_administrator', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT NEW."is_active" AND OLD."is_active")', func="\nIF EXISTS (\n    SELECT 1 FROM accounts_membership AS held JOIN accounts_user AS holder ON holder.id = held.user_id\n    WHERE held.role = 'administrator' AND held.starts_on <= CURRENT_DATE\n    AND held.ends_on IS NULL AND held.ended_at IS NULL AND held.delegated_by_id IS NULL\n    AND NOT holder.is_integration\n AND holder.id = OLD.id) THEN\n    PERFORM pg_advisory_xact_lock(hashtext('last_administrator'));\n    IF EXISTS (SELECT 1 FROM accounts_user) AND NOT EXISTS (\n    SELECT 1 FROM accounts_membership AS held JOIN accounts_user AS holder ON holder.id = held.user_id\n    WHERE held.role = 'administrator' AND held.starts_on <= CURRENT_DATE\n    AND held.ends_on IS NULL AND held.ended_at IS NULL AND held.delegated_by_id IS NULL\n    AND NOT holder.is_integration\n AND holder.is_active) THEN\n        RAISE EXCEPTION 'the last administrator must stay'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'last_administrator';\n    END IF;\nEND IF;\nRETURN NULL;\n", hash='12ce77c9bb2957639658c6aecd4bc6a640bd1910', operation='UPDATE', pgid='pgtrigger_keep_administrator_4f5c8', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("date_joined", "email", "id", "is_active", "is_integration", "language", "mail_kinds", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme") SELECT new_values."date_joined", new_values."email", new_values."id", new_values."is_active", new_values."is_integration", new_values."language", new_values."mail_kinds", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."theme" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3eb30813df3f6ff57be707a5721930a2e3838384', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3867c', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("date_joined", "email", "id", "is_active", "is_integration", "language", "mail_kinds", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme") SELECT new_values."date_joined", new_values."email", new_values."id", new_values."is_active", new_values."is_integration", new_values."language", new_values."mail_kinds", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."theme" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."date_joined" IS DISTINCT FROM (new_values."date_joined") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_integration" IS DISTINCT FROM (new_values."is_integration") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."mail_kinds" IS DISTINCT FROM (new_values."mail_kinds") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."theme" IS DISTINCT FROM (new_values."theme")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a20049bc2ba1d78ab753758c6ff8a57e6dbdc10c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0e890', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("date_joined", "email", "id", "is_active", "is_integration", "language", "mail_kinds", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme") SELECT old_values."date_joined", old_values."email", old_values."id", old_values."is_active", old_values."is_integration", old_values."language", old_values."mail_kinds", old_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."theme" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0be747621d77c100f9663259c4c7e06c8ab16aae', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_19f14', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='6bfbd4bd735ead04b3258a1f4c079555f5ccf366', operation='UPDATE', pgid='pgtrigger_stamp_update_b996f', table='accounts_person', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='f2d0308e077b35f56badb84f9efbb351845cbf2b', operation='INSERT', pgid='pgtrigger_stamp_insert_95088', table='accounts_person', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'accounts.person', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='a1fb3a9cd0003550ff56d7cb4e16ccd5c067370d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_b2b36', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_personevent" ("calendar_id", "created_at", "custom", "department_id", "email", "ends_on", "id", "job_title", "kind", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "user_id", "vendor_id", "working_share") SELECT new_values."calendar_id", new_values."created_at", new_values."custom", new_values."department_id", new_values."email", new_values."ends_on", new_values."id", new_values."job_title", new_values."kind", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."starts_on", new_values."user_id", new_values."vendor_id", new_values."working_share" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='105b7cb06c46ce0d782f26314d6d7bef80ecd9c4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6b541', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_personevent" ("calendar_id", "created_at", "custom", "department_id", "email", "ends_on", "id", "job_title", "kind", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "user_id", "vendor_id", "working_share") SELECT new_values."calendar_id", new_values."created_at", new_values."custom", new_values."department_id", new_values."email", new_values."ends_on", new_values."id", new_values."job_title", new_values."kind", new_values."links", new_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."starts_on", new_values."user_id", new_values."vendor_id", new_values."working_share" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."calendar_id" IS DISTINCT FROM (new_values."calendar_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."department_id" IS DISTINCT FROM (new_values."department_id") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."job_title" IS DISTINCT FROM (new_values."job_title") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id") OR old_values."vendor_id" IS DISTINCT FROM (new_values."vendor_id") OR old_values."working_share" IS DISTINCT FROM (new_values."working_share")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1207f9a7645c705eeccf19ecf628353ea21c36a4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_70819', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_personevent" ("calendar_id", "created_at", "custom", "department_id", "email", "ends_on", "id", "job_title", "kind", "links", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "user_id", "vendor_id", "working_share") SELECT old_values."calendar_id", old_values."created_at", old_values."custom", old_values."department_id", old_values."email", old_values."ends_on", old_values."id", old_values."job_title", old_values."kind", old_values."links", old_values."name", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."starts_on", old_values."user_id", old_values."vendor_id", old_values."working_share" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c922e29f6e1696ca02ad139326c6aa9f5a445cb8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_18acd', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='mark_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT DISTINCT asked.project_id FROM new_rows AS written\nJOIN resources_allocation asked ON asked.person_id = written.id\n) AS touched (id); RETURN NULL;', hash='600b54706080090dbcf9916b8f1758093c77898e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_mark_insert_d1d5d', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='mark_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT DISTINCT asked.project_id FROM (SELECT o.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.working_share, o.calendar_id, o.starts_on, o.ends_on) IS DISTINCT FROM (n.working_share, n.calendar_id, n.starts_on, n.ends_on) UNION ALL SELECT n.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.working_share, o.calendar_id, o.starts_on, o.ends_on) IS DISTINCT FROM (n.working_share, n.calendar_id, n.starts_on, n.ends_on)) AS written\nJOIN resources_allocation asked ON asked.person_id = written.id\n) AS touched (id); RETURN NULL;', hash='c9a94fef82a119cff6bcc583215b0b832de8a884', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_mark_update_9437f', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='mark_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) SELECT touched.id, clock_timestamp() FROM (\nSELECT DISTINCT asked.project_id FROM old_rows AS written\nJOIN resources_allocation asked ON asked.person_id = written.id\n) AS touched (id); RETURN NULL;', hash='c2102019723f0ef57b267b02010f8fd3a61b16bd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_mark_delete_51373', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='mark_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO pmo_mark (project_id, marked_at) VALUES (NULL, clock_timestamp()); RETURN NULL;', hash='da5aa2a164935b7586de8132e6c12f7baad99eb0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_mark_truncate_b3ded', table='accounts_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='access_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_accesschange (scope, scope_id, user_id, changed_at) SELECT reach.*, clock_timestamp() FROM (\nSELECT DISTINCT 'organisation', NULL::bigint, user_id FROM (SELECT o.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.user_id, o.department_id) IS DISTINCT FROM (n.user_id, n.department_id) UNION ALL SELECT n.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.user_id, o.department_id) IS DISTINCT FROM (n.user_id, n.department_id)) AS written WHERE user_id IS NOT NULL\nUNION SELECT DISTINCT 'department', department_id, NULL::bigint FROM (SELECT o.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.user_id, o.department_id) IS DISTINCT FROM (n.user_id, n.department_id) UNION ALL SELECT n.* FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.user_id, o.department_id) IS DISTINCT FROM (n.user_id, n.department_id)) AS written WHERE department_id IS NOT NULL\n) AS reach; RETURN NULL;", hash='aad0f67a26cb4b6f33cfd183ff3000b21ad76950', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_access_update_08abc', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rate',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='f2a99b6bad9f26b8cbdfa8ac8f5dbb2bb94ebbe7', operation='UPDATE', pgid='pgtrigger_stamp_update_490d6', table='accounts_rate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rate',
            trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='9846934535769aaf2158c7aa5e1e71fb106507e9', operation='INSERT', pgid='pgtrigger_stamp_insert_f5f84', table='accounts_rate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rate',
            trigger=pgtrigger.compiler.Trigger(name='keep_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO pmo_deletion (model, object_id, deleted_at) SELECT 'accounts.rate', id, clock_timestamp() FROM old_rows; RETURN NULL;", hash='2dcf54dad098c56d54c9ebdc6e692a96f153ba09', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keep_deletion_7a4c8', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_rate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_rateevent" ("amount", "created_at", "currency", "custom", "id", "links", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") SELECT new_values."amount", new_values."created_at", new_values."currency", new_values."custom", new_values."id", new_values."links", new_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."valid_from" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5dddbaf41277ec4757ce34d93c513cee13ac91b3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bad8e', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_rate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_rateevent" ("amount", "created_at", "currency", "custom", "id", "links", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") SELECT new_values."amount", new_values."created_at", new_values."currency", new_values."custom", new_values."id", new_values."links", new_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."valid_from" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."amount" IS DISTINCT FROM (new_values."amount") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."currency" IS DISTINCT FROM (new_values."currency") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."links" IS DISTINCT FROM (new_values."links") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."valid_from" IS DISTINCT FROM (new_values."valid_from")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f1d514516e3b5bc36d22461fd0d8804bd1d902b8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0668f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_rate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_rateevent" ("amount", "created_at", "currency", "custom", "id", "links", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") SELECT old_values."amount", old_values."created_at", old_values."currency", old_values."custom", old_values."id", old_values."links", old_values."person_id", _pgh_attached_context.value, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."valid_from" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='18cf0ffa19238a0e4f80770a87353cd89de21bbf', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8799b', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_rate', when='AFTER')),
        ),
    ]
