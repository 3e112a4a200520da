"""Buttons and forms of actions on pages: `{% buttons order %}`, `{% press order "service.dispatch" %}`."""

import uuid
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.money import in_words
from zhangdian.foundation.kernel.papers import KINDS
from zhangdian.foundation.kernel.sight import Sealed
from zhangdian.foundation.ui import acting
from zhangdian.foundation.ui.acting import act_url, next_of
from zhangdian.foundation.ui.panels import panels_of

register = template.Library()


def _offer(context: Any, status: Any, record: Any, **look: Any) -> dict[str, Any]:
    action = status.action
    form = acting.form_class(action)
    direct = acting.asks_nothing(action)
    done_here = form.verb if form and direct else ""
    return {
        "status": status,
        "action": action,
        # What opens a form says which; its own verb stands under the form.
        "verb": look.pop("verb", "") or done_here or action.label,
        "url": act_url(action, record),
        "direct": direct,
        "token": uuid.uuid4().hex,
        "here": context["request"].get_full_path(),
        "csrf_token": context.get("csrf_token"),
        **look,
    }


def pressed_above(context: Any, record: Any) -> set[str]:
    """The actions on this record that have a button higher up on this page."""
    seen = context["request"].__dict__.setdefault("pressed_above", {})
    found: set[str] = seen.setdefault((type(record), record and record.pk), set())
    return found


@register.simple_tag(takes_context=True)
def buttons(
    context: Any, record: Any, only: str = "", but: str = "", primary: str = "", holds: Any = ()
) -> str:
    """All that this person may do with this record now; greyed with the reason where something is missing.

    What a panel above has a button for already is not offered twice.
    """
    left_out = {*but.split(), *(() if only else pressed_above(context, record) - {primary})}
    offered = [
        _offer(
            context,
            status,
            record,
            look="btn-primary" if status.action.name == primary else "btn-plain",
            why=True,
        )
        for status in acting.buttons(context["ctx"], record, holds, only.split())
        if status.action.name not in left_out
    ]
    return render_to_string("ui/_buttons.html", {"offers": offered}, request=context["request"])


@register.simple_tag(takes_context=True)
def press(
    context: Any,
    record: Any,
    name: str,
    verb: str = "",
    look: str = "btn-plain",
    icon: str = "",
    why: bool = True,
) -> str:
    """One action as a button, or nothing where it is not this person's or not the time for it."""
    offered = acting.buttons(context["ctx"], record, context.get("holds") or (), [name])
    if not offered:
        return ""
    offer = _offer(context, offered[0], record, verb=verb, look=look, icon=icon, why=why)
    pressed_above(context, record).add(name)
    return render_to_string("ui/_button.html", {"offer": offer}, request=context["request"])


@register.simple_tag(takes_context=True)
def act_form(context: Any, record: Any, name: str, quiet: bool = False, **initial: Any) -> str:
    """An action's form in the page itself; a quiet one leaves the blue button to another."""
    action = registry.ACTIONS[name]
    offered = (
        acting.buttons(context["ctx"], record, context.get("holds") or (), [name])
        if record is not None
        else [None]
    )
    if not offered or not action.open_to(context["ctx"], context["ctx"].standing):
        return ""
    form_class = acting.form_class(action)
    assert form_class is not None
    facts = {
        "action": action,
        "form": form_class(context["ctx"], record, initial=initial),
        "subject": record,
        "token": uuid.uuid4().hex,
        "next": next_of(context["request"]),
        "status": offered[0],
        "quiet": quiet,
    }
    return render_to_string(form_class.part, facts, request=context["request"])


@register.simple_tag
def may(ctx: Any, name: str) -> bool:
    """Whether this person's posts carry the action at all."""
    return registry.ACTIONS[name].open_to(ctx, ctx.standing)


@register.filter
def act_address(record: Any, name: str) -> str:
    return act_url(registry.ACTIONS[name], record)


@register.simple_tag(takes_context=True)
def panels(context: Any, slot: str, record: Any) -> str:
    """What rooms above have to say on this record."""
    drawn = []
    for each in panels_of(slot):
        facts = each.facts(context["ctx"], record)
        if facts is not None:
            around = {"ctx": context["ctx"], "record": record, "touch": context.get("touch"), **facts}
            drawn.append(render_to_string(each.template, around, request=context["request"]))
    return mark_safe("".join(drawn))


@register.filter
def seen(value: Any, ctx: Any) -> Any:
    """A guarded value as this viewer may see it: open for his posts, its mask for all others."""
    return value.seen_by(ctx) if isinstance(value, Sealed) else value


@register.filter
def paper_name(kind: str) -> str:
    """任务委托书 for WL."""
    return KINDS[kind].label if kind in KINDS else kind


@register.filter
def capital(amount: Any) -> str:
    """The amount in capital characters, for papers."""
    return in_words(amount)
