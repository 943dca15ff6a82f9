"""What verbs on tenders, orders, receipts and business cases ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.widgets import DateInput

from ..models import Decision, Quote


class OnForm(forms.Form):
    """The day of something; the reader's today unless said otherwise."""

    on = forms.DateField(label=_("on"), widget=DateInput())


class ReasonForm(OnForm):
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea)


class OrderApprovalForm(OnForm):
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea, required=False)


class OnlyReasonForm(forms.Form):
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea)


class QuoteChoice(forms.ModelChoiceField):
    def label_from_instance(self, quote):
        return f"{quote.vendor} · {_('round')} {quote.round}"


class ChooseForm(forms.Form):
    """The quote, and why it is chosen."""

    quote = QuoteChoice(label=_("quote"), queryset=Quote._default_manager.none())
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea)
    on = forms.DateField(label=_("chosen on"), widget=DateInput())

    def __init__(self, *args, quotes=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quote"].queryset = quotes


class ArrangeForm(forms.Form):
    number = forms.CharField(label=_("order number"), max_length=60, required=False)
    due_on = forms.DateField(label=_("delivery due on"), widget=DateInput(), required=False)


class AcceptanceForm(forms.Form):
    on = forms.DateField(label=_("accepted on"), widget=DateInput())
    reservations = forms.CharField(
        label=_("reservations"), widget=forms.Textarea, required=False, help_text=_("What is still to be put right.")
    )


class FreezeForm(forms.Form):
    """The decision that the case is frozen for, if there is one."""

    decision = forms.ModelChoiceField(label=_("decision"), queryset=Decision._default_manager.none(), required=False)
    on = forms.DateField(label=_("frozen on"), widget=DateInput())

    def __init__(self, *args, decisions=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions


class NextVersionForm(forms.Form):
    name = forms.CharField(label=_("name"), max_length=250)
