"""Columns without a field of their own, as custom fields: their definitions made once, their values read."""

from decimal import ROUND_HALF_UP, Decimal

from integrations.cell_values import REASONS, reason_with
from integrations.report import ImportReport, RowPlace
from integrations.rows import ImportedRow
from integrations.writing.options import ImportOptions
from integrations.writing.references import References
from pmo.access import may, may_add
from pmo.choices import CustomFieldType
from pmo.custom_fields import DECIMALS, MOST_DIGITS, definitions, in_words, stored
from pmo.models import CustomField

MAX_CHOICES = 200
TOO_LARGE = Decimal(10) ** (MOST_DIGITS - DECIMALS)
SMALLEST = Decimal(1).scaleb(-DECIMALS)


class CustomValues:
    """The custom fields of one model during a run. `types` of new ones come with the options.

    A new field belongs to the portfolio that the import fills, and one that belongs to some portfolios to that one too;
    where the rows name theirs themselves, it is shown everywhere.
    """

    def __init__(self, model, options: ImportOptions, report: ImportReport, references: References):
        self.model, self.options, self.report, self.references = model, options, report, references
        self.known = {each.key: each for each in definitions(model)}
        self._used: set[str] = set()
        self._refused: set[str] = set()
        self._defined: set[str] = set()
        self._new_choices: dict[str, set[str]] = {}
        self._extensible: dict[str, bool] = {}

    def read(self, row: ImportedRow, place: RowPlace) -> dict[str, object]:
        """Values by key, as JSON holds them; blanks too, since a blank cell empties the field."""
        found = {}
        for key, value in row.custom.items():
            definition = self.known.get(key) or self._define(key, place)
            if definition is None:
                continue
            problem, found[key] = self._kept(definition, value)
            if problem:
                del found[key]
                hint = " · ".join(definition.choices) if problem == "unknown_choice" else ""
                self.report.add_problem(place.problem(key, value, problem, reason_with(problem, hint)))
            elif found[key] is not None:
                self._used.add(key)
        return found

    def _kept(self, definition: CustomField, value: object) -> tuple[str, object]:
        """(what is wrong, "" if nothing; the value as JSON holds it). A new choice is learnt from who may change it."""
        if isinstance(value, Decimal):
            if abs(value) >= TOO_LARGE:
                return "out_of_range", None
            value = value.quantize(SMALLEST, ROUND_HALF_UP)
        kept = stored(value)
        if definition.type == CustomFieldType.CHOICE and kept and kept not in definition.choices:
            if not self._may_extend(definition):
                return "unknown_choice", None
            self._learn(definition.key, str(kept))
        return "", kept

    def _learn(self, key: str, choice: str) -> None:
        found = self._new_choices.setdefault(key, set())
        if choice not in found:
            found.add(choice)
            if key not in self._defined:
                self.report.add_created("custom_choice")

    def shown(self, key: str, value: object) -> str:
        """A value in the reader's format, "" for none."""
        return in_words(self.known[key], str(value)) if value not in (None, "") else ""

    def _may_extend(self, definition: CustomField) -> bool:
        if definition.key not in self._extensible:
            self._extensible[definition.key] = may(self.options.actor, "change", definition)
        return self._extensible[definition.key]

    def _define(self, key: str, place: RowPlace) -> CustomField | None:
        if key in self._refused:
            return None
        kind = self.options.custom_types.get((self.model._meta.label_lower, key), CustomFieldType.TEXT)
        definition = CustomField(model=self.model._meta.label_lower, key=key, type=kind, name=place.header(key)[:250])
        if not may_add(self.options.actor, definition):
            self._refused.add(key)
            self.report.add_problem(place.problem(key, "", "not_allowed", REASONS["not_allowed"]))
            return None
        definition.full_clean()
        definition.save()
        definition.of_portfolios = None
        self.known[key] = definition
        self._defined.add(key)
        self.report.add_created("custom_field")
        return definition

    def finish(self) -> None:
        """Let the choices of a field hold every value that the file uses, and let it be shown where it was filled."""
        self._place()
        for key, values in self._new_choices.items():
            definition = self.known[key]
            definition.choices = sorted({*definition.choices, *values}, key=str.casefold)[:MAX_CHOICES]
            definition.save(update_fields=["choices"])
        self._new_choices.clear()

    def _place(self) -> None:
        portfolio = self.references.portfolio_id
        if portfolio is None:
            return
        for key in sorted(self._used):
            definition = self.known[key]
            is_new = definition.of_portfolios is None
            if is_new or (definition.of_portfolios and portfolio not in definition.of_portfolios):
                definition.portfolios.add(portfolio)
                definition.of_portfolios = [*(definition.of_portfolios or []), portfolio]
        self._used.clear()
