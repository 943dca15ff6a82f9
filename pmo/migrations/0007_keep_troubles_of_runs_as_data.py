"""Keep what went wrong in a run as codes with arguments, so that everybody reads it in their language."""

import re

from django.db import migrations, models

WITHOUT_RATE = re.compile(r"No exchange rate for ([A-Z]{3}) in (\d{4}-\d{2}) \((\d+)\)")


def read_texts(apps, _schema):
    for run in apps.get_model("pmo", "RollUpRun").objects.exclude(error=""):
        run.troubles = [trouble_of(line) for line in run.error.splitlines() if line.strip()]
        run.save(update_fields=["troubles"])


def write_texts(apps, _schema):
    for run in apps.get_model("pmo", "RollUpRun").objects.exclude(troubles=[]):
        run.error = "\n".join(line_of(**trouble) for trouble in run.troubles)
        run.save(update_fields=["error"])


def trouble_of(line):
    found = WITHOUT_RATE.fullmatch(line.strip())
    if not found:
        return {"code": "as_written", "arguments": {"text": line}}
    arguments = {"currency": found[1], "month": found[2], "projects": int(found[3])}
    return {"code": "no_exchange_rate", "arguments": arguments}


def line_of(code, arguments):
    if code == "no_exchange_rate":
        return "No exchange rate for {currency} in {month} ({projects})".format(**arguments)
    return ": ".join(str(arguments[name]) for name in ("project", "error", "text") if name in arguments)


class Migration(migrations.Migration):

    dependencies = [
        ('pmo', '0006_custom_fields_of_portfolios'),
    ]

    operations = [
        migrations.AddField(
            model_name='rolluprun',
            name='troubles',
            field=models.JSONField(blank=True, db_default=[], default=list, verbose_name='errors'),
        ),
        migrations.RunPython(read_texts, write_texts),
        migrations.RemoveField(model_name='rolluprun', name='error'),
    ]
