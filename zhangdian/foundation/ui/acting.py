"""Forms of actions: a form asks exactly what its action takes; one view shows it and carries it out."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from zhangdian.foundation.kernel import codec, registry
from zhangdian.foundation.kernel.action import Action
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.ui.fields import Renderer

BECAUSE = "because:"
"""A chip that answers a question comes back in a field of this name and the question's key."""


class Fold(NamedTuple):
    """Fields that the usual case leaves as they stand: behind one line that says what stands there."""

    heading: str
    names: tuple[str, ...]
    wanted: tuple[str, ...] = ()
    """While one of these is empty the fold stands open."""


class ActionForm(forms.Form):
    """What an action asks; `prepare` makes what must be ready before the act (papers, hashes, link keys)."""

    default_renderer = Renderer
    prepared: ClassVar[tuple[str, ...]] = ()
    """Inputs that `prepare` makes instead of a field."""
    verb: ClassVar[str] = ""
    """What stands on the button; the action's name when empty."""
    says: str = ""
    """What the button does, where the fields do not tell it."""
    folds: tuple[Fold, ...] = ()
    """What the usual case leaves alone, under the other fields."""
    wide: ClassVar[bool] = False
    """Lines of many columns take the whole desk."""
    page: ClassVar[str] = ""
    """A template of its own; the plain page when empty."""
    home: ClassVar[str] = ""
    """The page of the root where this is done, for a form that says nothing when it stands alone."""
    part: ClassVar[str] = "ui/_act.html"
    """The form itself, as it stands in a page and as it comes back with a refusal or a question."""

    def __init__(
        self, ctx: Any, subject: Any, data: Any = None, *, initial: Mapping[str, Any] | None = None
    ) -> None:
        self.ctx, self.subject = ctx, subject
        super().__init__(
            data, initial={**self.known(), **(initial or {})}, auto_id=f"f{uuid.uuid4().hex[:6]}-%s"
        )
        self.arrange()

    def known(self) -> Mapping[str, Any]:
        """What the store knows already: nothing typed twice."""
        return {}

    def arrange(self) -> None:
        """Fill the choices that depend on who asks and on what."""

    def get_context(self) -> dict[str, Any]:
        """The fields for the template: those that are always asked, then the folds."""
        made = super().get_context()
        inside = {name for fold in self.folds for name in fold.names}
        made["fields"] = [pair for pair in made["fields"] if pair[0].name not in inside]
        made["folds"] = [self.folded(fold) for fold in self.folds]
        return made

    def folded(self, fold: Fold) -> dict[str, Any]:
        """One fold with its fields and what stands in them; open when something in it is wrong or wanted."""
        fields = [self[name] for name in fold.names]
        wanting = any(self[name].value() in (None, "") for name in fold.wanted)
        return {
            "heading": fold.heading,
            "fields": fields,
            "open": wanting or any(field.errors for field in fields),
            "says": " · ".join(filter(None, map(told, fields))),
        }

    def begin(self) -> None:
        """At a desk the keyboard stands in the field that is wrong, else in the first one."""
        asked = self.visible_fields()
        if any("autofocus" in field.field.widget.attrs for field in asked):
            return
        if first := next((field for field in asked if field.errors), asked[0] if asked else None):
            first.field.widget.attrs["autofocus"] = True

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        """The prepared inputs; may raise Refusal. Runs before the act, outside its transaction."""
        return {}

    def answer(self, done: Any) -> str | None:
        """Where to go after the act; None stays on the page that sent it."""
        return None


def told(field: forms.BoundField) -> str:
    """What stands in a field, in a few words: a choice by its name, a figure with its label and unit."""
    value, asked = field.value(), field.field
    if value in (None, "", False):
        return ""
    if isinstance(asked, forms.BooleanField):
        return str(field.label)
    if isinstance(asked, forms.ChoiceField):
        return next((str(label) for key, label in asked.widget.choices if str(key) == str(value)), "")
    return f"{field.label} {asked.widget.format_value(value)} {getattr(asked, 'unit', '')}".rstrip()


FORMS: dict[str, type[ActionForm]] = {}


def form_for(action: Action) -> Callable[[type[ActionForm]], type[ActionForm]]:
    """Declare the form of an action; a field that the action does not take is an error at start."""

    def declare(form: type[ActionForm]) -> type[ActionForm]:
        asked = set(form.base_fields) | set(form.prepared)
        wanted = set(action.inputs)
        needed = {name for name in wanted if name not in action.defaults}
        if asked - wanted or needed - asked:
            amiss = sorted(asked - wanted), sorted(needed - asked)
            raise TypeError(f"{form.__name__}: 与 {action.name} 的输入不符 {amiss}")
        FORMS[action.name] = form
        return form

    return declare


def form_class(action: Action) -> type[ActionForm] | None:
    """The form of an action; a plain one where nothing is asked; None where no form was made."""
    if action.name in FORMS:
        return FORMS[action.name]
    if set(action.inputs) <= set(action.defaults):
        return ActionForm
    return None


def asks_nothing(action: Action) -> bool:
    form = form_class(action)
    return form is not None and not form.base_fields


def inputs_of(action: Action, form: ActionForm) -> dict[str, Any]:
    """The action's inputs from a valid form: fields left empty take the action's default."""
    given: dict[str, Any] = {}
    for name, value in form.cleaned_data.items():
        if value in (None, "") and name in action.defaults:
            continue
        given[name] = (
            codec.decode(action.inputs[name], value, lambda _model, pk: int(pk)) if _plain(value) else value
        )
    return {**given, **form.prepare(given)}


def _plain(value: Any) -> bool:
    """Whether a cleaned value is still text or numbers, to be read by the action's annotation."""
    return isinstance(value, str | int) or (
        isinstance(value, list) and all(isinstance(one, str | int) for one in value)
    )


def chips_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Question → chip, from what was sent."""
    return {
        key[len(BECAUSE) :]: str(data[key])[:200] for key in data if key.startswith(BECAUSE) and data[key]
    }


def buttons(ctx: Any, record: Any, open_holds: Iterable[Hold] = (), only: Iterable[str] = ()) -> list[Any]:
    """What this person may do with this record now, in the order of the work, and the reason when not."""
    wanted = [registry.ACTIONS[name] for name in only] if only else registry.actions_on(type(record))
    offered = [action.status(ctx, record, open_holds) for action in wanted if form_class(action)]
    return [status for status in offered if status.relevant]


def act_url(action: Action, record: Any) -> str:
    if record is None or action.subject_model is None:
        return reverse("ui:act", args=[action.name])
    return reverse("ui:act", args=[action.name, record.pk])


def next_of(request: HttpRequest) -> str:
    """Where to return: given by the page, of this house only."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = request.get_host()
    return wanted if wanted and url_has_allowed_host_and_scheme(wanted, {here}) else ""


def pressed_on(request: HttpRequest) -> str:
    """The page of this house on which one pressed; nothing where that was an act's own page or the login."""
    told = request.headers.get("Referer", "")
    if not told or not url_has_allowed_host_and_scheme(told, {request.get_host()}):
        return ""
    page = urlsplit(told)
    try:
        found = resolve(page.path)
    except Resolver404:
        return ""
    if found.namespace == "ui" or not getattr(found.func, "login_required", True):
        return ""
    return page.path + (f"?{page.query}" if page.query else "")
