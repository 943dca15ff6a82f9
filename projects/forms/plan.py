"""What a user types about tasks, links and baselines; the plan page has ways of its own."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmo.forms import ObjectForm, object_form
from pmo.widgets import DateInput

from ..models import Baseline, ChecklistItem, Decision, Task, TaskAssignment, TaskLink
from ..plan_words import duration_text
from ..services import board
from ..services.planning.typed import Units, duration_minutes


class Duration(forms.CharField):
    """Working time as people say it: 3 d, 4 h. What is left as it was shown (rounded) keeps its minutes."""

    def __init__(self, kept: int | None, **options):
        super().__init__(help_text=_("For example 3 d, 4 h or 30 min; days without a unit."), **options)
        self.kept = kept

    def prepare_value(self, value):
        return duration_text(value) if isinstance(value, int) else value

    def clean(self, value):
        text = super().clean(value)
        if self.kept is not None and text == duration_text(self.kept):
            return self.kept
        return duration_minutes(text, Units()) if text else None


class DurationForm(ObjectForm):
    """Durations are typed in words; the plan page reads them the same way."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        for name in {"duration", "work", "remaining"} & set(self.fields):
            field = self.fields[name]
            self.fields[name] = Duration(getattr(self.instance, name), label=field.label, required=field.required)


_TaskForm = object_form(
    Task,
    (
        ("", ("name", "project", "parent", "responsible", "priority", "description")),
        (_("Plan"), ("is_scheduled", "is_milestone", "duration", "work", "calendar", "constraint", "constraint_date",
                     "deadline", "is_manual", "manual_start", "manual_finish")),
        (_("Progress"), ("progress_by", "percent_complete", "units_total", "units_done", "remaining", "actual_start",
                         "actual_finish")),
        (_("Board"), ("column", "sprint", "story_points")),
        (_("Money"), ("fixed_cost", "work_cost", "actual_cost")),
    ),
    base=DurationForm,
)  # fmt: skip


class TaskForm(_TaskForm):
    """A column that is full asks whether to insist, as the board does."""

    over_limit = forms.BooleanField(label=_("Put it there although the column is full"), required=False)
    is_full = False

    def clean(self):
        cleaned = super().clean()
        column = cleaned.get("column")
        if column and column.pk != self.instance.column_id:
            arrival = board.Arrival(Task(column=column), self.instance.column_id, cleaned.get("over_limit", False))
            for error in board.judge_arrivals([arrival], {column.project_id}).values():
                self.is_full = True
                self.add_error("column", error)
        return cleaned

    def sections(self):
        asked = [("", [self["over_limit"]])] if self.is_full else []
        return asked + super().sections()


TaskLinkForm = object_form(TaskLink, (("", ("project", "predecessor", "successor", "kind", "lag", "is_elapsed")),))
TaskAssignmentForm = object_form(
    TaskAssignment, (("", ("project", "task", "person", "role_name", "units", "work")),), base=DurationForm
)
ChecklistItemForm = object_form(ChecklistItem, (("", ("project", "task", "label", "is_done", "position")),))


class BaselineForm(object_form(Baseline, (("", ("name", "project", "reason", "decision")),))):
    """Only what it is called, why it was taken and for which change request; the rest is frozen with it."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if self.instance.pk:
            self.fields["project"].disabled = True
        else:
            self.instance.taken_on = timezone.localdate()


class AnswerForm(forms.Form):
    """Why a baseline is approved or not, and by which decision it replaces the current one."""

    reason = forms.CharField(label=_("reason"), widget=forms.Textarea, required=False)
    on = forms.DateField(label=_("on"), widget=DateInput())


class RejectForm(AnswerForm):
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea)


class DecisionChoice(forms.Form):
    """The decision taken by which the plan of reference changes; not asked for while no baseline is current."""

    decision = forms.ModelChoiceField(
        label=_("change request"), queryset=Decision._default_manager.none(), required=False
    )

    def __init__(self, *args, decisions=None, current=None, **kwargs):
        super().__init__(*args, **kwargs)
        if decisions is not None and current is None:
            del self.fields["decision"]
        elif decisions is not None:
            self.fields["decision"].queryset = decisions
            self.fields["decision"].help_text = self.explanation(current, decisions.exists())

    def explanation(self, current, has_decisions: bool) -> str:
        if has_decisions:
            return _("“%(name)s” is current. The decision named here lets this one take its place.") % {"name": current}
        return _(
            "“%(name)s” is current, and only a decision that is taken lets another take its place. None of this "
            "project is taken yet: ask for one under Decisions."
        ) % {"name": current}


class ApproveForm(AnswerForm, DecisionChoice):
    field_order = ("reason", "on", "decision")

    def explanation(self, current, has_decisions: bool) -> str:
        kept = _("Without one the baseline is approved and kept beside it.")
        return f"{super().explanation(current, has_decisions)} {kept}"


class ReplaceForm(DecisionChoice):
    """Which decision lets an approved baseline take the place of the current one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "decision" in self.fields:
            self.fields["decision"].required = True
