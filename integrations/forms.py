"""What a user says about an import: the file, what its columns mean, where its rows go."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from integrations import presets
from integrations.models import Import, ImportMapping
from integrations.services.plans import NO_PRESET
from integrations.targets import TARGETS, target
from pmo.choices import CustomFieldType, Health
from pmo.widgets import DateInput, RelatedSelect
from portfolio.models import Portfolio

ACCEPTED = ".csv,.txt,.tsv,.xlsx"
SHOWN_COLUMNS = 300


class UploadForm(forms.Form):
    """One file. Its kind is told by its content, whatever its name says."""

    file = forms.FileField(
        label=_("File"), allow_empty_file=True, widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED})
    )


class DestinationForm(forms.ModelForm):
    """Where the rows go and of which day they are."""

    class Meta:
        model = Import
        fields = ("portfolio", "portfolio_code", "as_of", "create_missing")
        widgets = {"as_of": DateInput(), "portfolio": RelatedSelect()}
        labels = {"portfolio_code": _("or a new portfolio with the code")}

    keep_as = forms.CharField(
        label=_("Keep these columns as a preset named"), required=False, max_length=250,
        help_text=_("Offered for the next file of the same kind."),
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["portfolio"].queryset = Portfolio.objects.allowed(user)

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day lies in the future. Give the day that the figures describe."))
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("portfolio") and cleaned.get("portfolio_code"):
            self.add_error("portfolio_code", _("Choose a portfolio or give the code of a new one, not both."))
        return cleaned


class SheetForm(forms.Form):
    """What one sheet holds and what each of its columns means. `sheet` is as `uploads` kept it."""

    target = forms.ChoiceField(label=_("Holds"), required=False)

    def __init__(self, *args, sheet: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        language = translation.get_language() or "en"
        self.fields["target"].choices = [("", _("– leave out –")), *((t.name, t.title(language)) for t in TARGETS)]
        self.initial["target"] = sheet["target"]
        choices = meanings(sheet["target"], language) if sheet["target"] else [("", "–")]
        for column in sheet["columns"][:SHOWN_COLUMNS]:
            name = f"column_{column['index']}"
            self.fields[name] = forms.ChoiceField(label=column["header"], choices=choices, required=False)
            self.initial[name] = meaning_of(column)

    def columns(self):
        """(column of the file, its bound field) for the page."""
        return [(column, self[f"column_{column['index']}"]) for column in self.sheet["columns"][:SHOWN_COLUMNS]]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("target"):
            return cleaned
        chosen = [value for name, value in cleaned.items() if name.startswith("column_") and value.startswith("field:")]
        twice = sorted({each for each in chosen if chosen.count(each) > 1})
        if twice:
            names = ", ".join(self._title(each) for each in twice)
            raise ValidationError(_now("Several columns are to fill the same field: %(names)s.") % {"names": names})
        missing = [each for each in target(cleaned["target"]) if each.required and f"field:{each.name}" not in chosen]
        # Rows that are named by their id exist already and need not say everything again.
        if missing and "field:id" not in chosen:
            names = ", ".join(each.title(translation.get_language() or "en") for each in missing)
            raise ValidationError(_now("No column gives what every row needs: %(names)s.") % {"names": names})
        return cleaned

    def _title(self, meaning: str) -> str:
        return target(self.sheet["target"])[meaning.removeprefix("field:")].title(translation.get_language() or "en")

    def mapping(self) -> dict | None:
        """As `Mapping.as_json` writes it; None for a sheet that is left out."""
        if not self.cleaned_data["target"]:
            return None
        columns = [
            with_meaning(column, self.cleaned_data[f"column_{column['index']}"]) for column, _field in self.columns()
        ]
        return {"target": self.cleaned_data["target"], "columns": columns}


def meanings(target_name: str, language: str) -> list:
    """What a column may mean: nothing, a field of the target, or a custom field of some type."""
    fields = [(f"field:{each.name}", each.title(language)) for each in target(target_name)]
    customs = [(f"custom:{value}", label) for value, label in CustomFieldType.choices]
    return [("", _("– leave out –")), (_("Field"), fields), (_("New custom field"), customs)]


def meaning_of(column: dict) -> str:
    if column["field"]:
        return f"field:{column['field']}"
    is_filled = column["custom_key"] and (column.get("chosen") or column.get("known"))
    return f"custom:{column['custom_type']}" if is_filled else ""


def with_meaning(column: dict, meaning: str) -> dict:
    """The column as kept in a mapping, filled as the user chose."""
    kind, _colon, value = meaning.partition(":")
    return {
        "index": column["index"], "header": column["header"], "score": column["score"], "samples": [],
        "field": value if kind == "field" else "",
        "custom_key": column["custom_key"] or f"column_{column['index'] + 1}" if kind == "custom" else "",
        "custom_type": value if kind == "custom" else "",
    }  # fmt: skip


def preset_choices(user, row: Import) -> list[tuple[str, str]]:
    """What the columns of a file may be read by: a publication it is an edition of, kept presets, or by hand."""
    kept = [(each.name, each.name) for each in ImportMapping.objects.allowed(user)]
    published = [(row.preset, str(presets.preset(row.preset).label))] if row.preset in presets.names() else []
    return [*published, *kept, (NO_PRESET, _("As chosen below"))]


class RatingMapForm(forms.Form):
    """One imported rating a row and the health it stands for; an empty rating drops the row."""

    def __init__(self, *args, table: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        for number, (rating, health) in enumerate([*table.items(), *[("", Health.NONE.value)] * 3]):
            self.fields[f"rating_{number}"] = forms.CharField(
                label=_("Rating"), initial=rating, required=False, max_length=60
            )
            self.fields[f"health_{number}"] = forms.ChoiceField(
                label=_("Health"), initial=health, choices=Health.choices
            )

    def pairs(self):
        numbers = range(len(self.fields) // 2)
        return [(self[f"rating_{number}"], self[f"health_{number}"]) for number in numbers]

    def table(self) -> dict[str, str]:
        values = self.cleaned_data
        found = {values[f"rating_{n}"].strip(): values[f"health_{n}"] for n in range(len(self.fields) // 2)}
        found.pop("", None)
        return found
