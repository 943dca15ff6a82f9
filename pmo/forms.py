"""What a user types about an object. Related fields show and accept only what the user may see."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, DateField, ForeignKey, ManyToManyField
from django.utils.translation import gettext_lazy as _

from .access import may_add, may_somewhere, sees_link
from .custom_fields import PREFIX, belonging, definitions, form_field, stored
from .roles import SCOPED_KINDS
from .widgets import DateInput, RelatedSelect, RelatedSelectMultiple
from .writing import save_object

RESTRICTED = _("restricted")
# The relation that decides about access to a row: choosing it means acting inside it.
SCOPE_FIELDS = ("project", "portfolio", "programme")


def _form_field(db_field, **kwargs):
    """Dates by the browser's field, money in the reader's format, relations looked up while typing."""
    if isinstance(db_field, DateField) and type(db_field) is DateField:
        kwargs["widget"] = DateInput()
    if isinstance(db_field, ManyToManyField):
        kwargs["widget"] = RelatedSelectMultiple()
    elif isinstance(db_field, ForeignKey):
        kwargs["widget"] = RelatedSelect()
    field = db_field.formfield(**kwargs)
    if field is None:
        return None
    if isinstance(field, forms.DecimalField):
        field.localize = True
        field.widget = forms.TextInput(attrs={"inputmode": "decimal"})
        field.widget.is_localized = True
    if isinstance(getattr(field, "widget", None), forms.Textarea):
        field.widget.attrs["rows"] = 3
    return field


class ObjectFormMeta:
    """What every form's Meta starts from: the fields come from the fieldsets."""

    formfield_callback = _form_field


class ObjectForm(forms.ModelForm):
    """Base of all forms of objects.

    `fieldsets` is ((title, (field, …)), …) and serves form and detail page alike. `version` is the one the
    reader saw; saving over another raises `Stale`.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    fieldsets: tuple = ()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial["version"] = self.instance.version if self.instance.pk else None
        for name, field in list(self.fields.items()):
            if isinstance(field, forms.ModelChoiceField):
                self._scope(name, field)
        chosen = str(self.data.get("portfolio") or self.initial.get("portfolio") or "")
        portfolio = int(chosen) if "portfolio" in self.fields and chosen.isdecimal() and len(chosen) < 19 else None
        self.custom_definitions = belonging(definitions(self._meta.model), self.instance, portfolio)
        for definition in self.custom_definitions:
            self.fields[PREFIX + definition.key] = form_field(definition)
            self.initial[PREFIX + definition.key] = self.instance.custom.get(definition.key)

    def _scope(self, name: str, field) -> None:
        related, kind = field.queryset.model, self._meta.model.access.kind
        if name in SCOPE_FIELDS and related.access.kind != kind and self.decides(name):
            action = "change" if self.instance.pk else "add"
            field.queryset = related._default_manager.allowed(self.user, action, kind)
        else:
            field.queryset = related._default_manager.allowed(self.user)
        self._offer_new(related, field)
        if not self.instance.pk or isinstance(field, forms.ModelMultipleChoiceField):
            return
        current = getattr(self.instance, name, None)
        if current is None:
            return
        label = str(current)
        if related.access.kind in SCOPED_KINDS and not sees_link(self.instance, name, self.user):
            # What may not be seen stays as it is.
            field.disabled, field.queryset, label = (
                True,
                related._default_manager.filter(pk=current.pk),
                str(RESTRICTED),
            )
        field.widget.known = {str(current.pk): label}

    def _offer_new(self, related, field) -> None:
        """What is missing among the choices may be added beside the form, so that nothing typed in it is lost."""
        from .pages import pages_of

        pages = pages_of(related)
        if pages and pages.has("create") and may_somewhere(self.user, "add", related.access.kind):
            field.widget.attrs["data-choices-new"] = pages.url("create")
            field.widget.attrs["data-choices-new-label"] = _("New: %(what)s") % {"what": related._meta.verbose_name}

    def decides(self, name: str) -> bool:
        """Whether the relation of this name decides about access to the row."""
        path = self._meta.model.access
        return getattr(path, name, None) == name

    def clean(self):
        cleaned = super().clean()
        for definition in self.custom_definitions:
            if PREFIX + definition.key in cleaned:
                self.instance.custom[definition.key] = stored(cleaned[PREFIX + definition.key])
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        self._tell_rules_at_fields()
        if not self.errors and not self.instance.pk and not may_add(self.user, self.instance):
            self.add_error(None, _("You may not add this here. Choose another project or ask its manager."))

    def _tell_rules_at_fields(self):
        """A rule that is broken is told at the last of its fields, so that one sees which dates or amounts it means."""
        general = self.errors.get(NON_FIELD_ERRORS)
        # Each rule asks the database, so a form that breaks none does not ask again.
        if not general:
            return
        found = [(place, text) for place, text in self._broken_rules() if text in general]
        if not found:
            return
        told = {text for _place, text in found}
        kept = [text for text in general if text not in told]
        del self.errors[NON_FIELD_ERRORS]
        for place, text in [*found, *((None, text) for text in kept)]:
            self.add_error(place, text)

    def _broken_rules(self):
        """(name of a field, what is wrong) of each check of the model that the row does not pass."""
        excluded = self._get_validation_exclusions()
        for model, rules in self.instance.get_constraints():
            for rule in rules:
                if not isinstance(rule, CheckConstraint):
                    continue
                about = rule.condition.referenced_base_fields
                place = next((name for name in reversed(self.fields) if name in about), None)
                try:
                    rule.validate(model, self.instance, exclude=excluded)
                except ValidationError as error:
                    yield place, error.messages[0]

    def save(self, commit=True):
        """Validated already; saves with the version the reader saw. Raises Stale."""
        expected = self.cleaned_data.get("version") if self.instance.pk else None
        row = save_object(self.instance, actor=self.user, expected_version=expected, validate=False)
        self._save_m2m()
        return row

    def sections(self):
        """(title, bound fields) of each fieldset, custom fields last."""
        shown = [(title, [self[name] for name in names if name in self.fields]) for title, names in self.fieldsets]
        custom = [self[PREFIX + definition.key] for definition in self.custom_definitions]
        return shown + ([(_("Further fields"), custom)] if custom else [])


def object_form(model, fieldsets, *, base=ObjectForm, **attributes):
    """A form class from its fieldsets: most objects need no more."""
    names = [name for _title, group in fieldsets for name in group]
    meta = type("Meta", (ObjectFormMeta,), {"model": model, "fields": names})
    return type(f"{model.__name__}Form", (base,), {"Meta": meta, "fieldsets": fieldsets, **attributes})
