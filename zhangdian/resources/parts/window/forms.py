"""What the window asks: how many of each, who takes them, his four digits."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhangdian.foundation.kernel.papers import render
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField, MomentField, SegField
from zhangdian.people.organization import lockout, secrets
from zhangdian.people.organization.models import Person
from zhangdian.resources.parts.models import IssueSlip, RequisitionLine
from zhangdian.resources.parts.window import actions, papers, queries
from zhangdian.resources.parts.window.papers import FromLot

RETURNED = ("没用上", "领错了", "坏件", "客户不做了", "换了别的件")
VOIDED = ("客户不做了", "重复申请", "改由外协", "开错车")
SHOWN = re.compile(r"([0-9]{1,12}):([0-9]{1,9})")
"""A lot and how many pieces of it, as the page keeps what it showed."""


class QuantitiesWidget(forms.Widget):
    """Pieces by line, drawn by the page's own table."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[tuple[str, Any]]:
        prefix = f"{name}-"
        return [(key[len(prefix) :], data[key]) for key in data if key.startswith(prefix)]


class QuantitiesField(forms.Field):
    """So many pieces of each line; a lot beside it where it may not be the oldest."""

    widget = QuantitiesWidget

    def __init__(self, makes: Any, **kwargs: Any) -> None:
        self.makes = makes
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[Any]:
        """`12` → pieces of line 12; `12.lot` → the lot for them."""
        given = {key: str(raw).strip() for key, raw in value or [] if str(raw).strip()}
        if any(not re.fullmatch(r"[0-9]{1,9}", raw) for raw in given.values()):
            raise ValidationError("数量请填整数")
        made = []
        for key, raw in given.items():
            if re.fullmatch(r"[0-9]{1,12}", key) and int(raw):
                more = {"lot": int(given[f"{key}.lot"])} if given.get(f"{key}.lot") else {}
                made.append(self.makes(int(key), int(raw), **more))
        return made


@form_for(actions.issue_parts)
class IssuePartsForm(ActionForm):
    """The pick in walking order, the taker, and his PIN, which is his signature."""

    part = "parts/_issue.html"
    prepared = ("sheet",)
    lines = QuantitiesField(actions.IssueLine, label="配件")
    taker = forms.TypedChoiceField(label="领料人", coerce=int)

    class Media:
        css: ClassVar = {"all": ["parts/parts.css"]}

    def arrange(self) -> None:
        lines = [line for line in self.subject.at_hand("lines") if line.outstanding]
        self.pick = queries.pick_list(self.ctx, lines)
        people = queries.takers(self.ctx, [self.subject.wanted_by])
        self.fields["taker"].choices = [(person.pk, person.name) for person in people]  # type: ignore[attr-defined]
        self.fields["taker"].initial = self.subject.wanted_by_id

    @property
    def kinds(self) -> int:
        return sum(1 for stop in self.pick if stop.ready)

    @property
    def pieces(self) -> int:
        return sum(stop.ready for stop in self.pick)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        """The sheet that the taker signs with his four digits; wrong ones are refused, and counted."""
        digits = str(self.data.get("pin", "")).strip()[:8]
        if not digits:
            return {}
        taker = Person.objects.of(self.ctx).here(given["taker"])
        attempt = lockout.begin(str(taker.pk), f"window:{self.ctx.store_id}", kind="pin")
        if not attempt.allowed:
            raise Refusal(f"{taker} 的口令错了太多次：15 分钟后再试，或不输口令先发、事后补签")
        if not secrets.is_pin_of(taker, digits):
            raise Refusal(f"口令不是 {taker} 的：请本人再输一次(还能试 {attempt.left} 次)")
        lockout.succeeded(attempt)
        return {"sheet": papers.sheet_as_seen(self.ctx, self.subject, self.seen(given["lines"]), taker.pk)}

    def answer(self, done: Any) -> str | None:
        """Out of other lots than the window showed: the sheet as it stands now is looked at once."""
        if not done.entry.notes.get("other_lots"):
            return None
        slip = IssueSlip.objects.of(self.ctx).get(entry_id=done.entry.pk)
        return f"{reverse('parts:slip_paper', args=[slip.pk])}?other_lots"

    def seen(self, lines: list[actions.IssueLine]) -> list[FromLot]:
        """From which lots the pieces come, as the page showed it: a second press says the same."""
        told = {stop.line.pk: [(lot.pk, pieces) for lot, pieces in stop.lots] for stop in self.pick}
        found = []
        for each in lines:
            left = each.quantity
            shown = SHOWN.findall(str(self.data.get(f"from-{each.line}", "")))
            for lot, pieces in [(each.lot, left)] if each.lot else shown or told.get(each.line, []):
                if here := min(int(pieces), left):
                    found.append(FromLot(each.line, int(lot), here))
                    left -= here
        return found


@form_for(actions.sign_slip)
class SignSlipForm(ActionForm):
    """The sheet as the hand-over was written down; one tap."""

    prepared = ("page",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"page": render(self.ctx, papers.SLIP, self.subject)}


@form_for(actions.return_parts)
class ReturnPartsForm(ActionForm):
    """Which pieces come back, and why."""

    part = "parts/_return.html"
    lines = QuantitiesField(actions.ReturnLine, label="退回")
    reason = ChipsField(label="原因", choices=[(word, word) for word in RETURNED])

    class Media:
        css: ClassVar = {"all": ["parts/parts.css"]}

    def arrange(self) -> None:
        self.kept = [line for line in self.subject.at_hand("lines") if line.kept]


@form_for(actions.report_shortage)
class ReportShortageForm(ActionForm):
    """What is short, until when, who was told."""

    verb = "告诉并等料"
    line = forms.TypedChoiceField(label="缺什么", coerce=int)
    waits_for = SegField(
        label="等谁", choices=RequisitionLine.WaitsFor.choices, initial=RequisitionLine.WaitsFor.SUPPLIER
    )
    until = MomentField(
        label="何时到",
        required=False,
    )
    remedy = forms.CharField(label="怎么办", required=False, max_length=100)
    told = forms.CharField(label="告诉了谁", max_length=60)

    def known(self) -> Mapping[str, Any]:
        wanted_by = getattr(self.subject, "wanted_by", None)
        return {"told": f"服务顾问、{wanted_by.name}" if wanted_by else "服务顾问"}

    def arrange(self) -> None:
        lines = [line for line in self.subject.at_hand("lines") if line.outstanding]
        self.fields["line"].choices = [  # type: ignore[attr-defined]
            (line.pk, f"{line.part} 还要 {line.outstanding} {line.part.unit}") for line in lines
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned.setdefault("until", None)
        return cleaned


@form_for(actions.prepare_box)
class PrepareBoxForm(ActionForm):
    """The number on the box."""

    verb = "备好了"
    box = forms.CharField(label="料箱号", max_length=10)


@form_for(actions.void_requisition)
class VoidRequisitionForm(ActionForm):
    """Why nothing of it is wanted."""

    reason = ChipsField(label="原因", choices=[(word, word) for word in VOIDED])


@form_for(actions.release_reservation)
class ReleaseReservationForm(ActionForm):
    """Why the pieces are free for others."""

    reason = ChipsField(
        label="原因", choices=[(word, word) for word in ("客户改期", "客户取消", "让给更急的车", "预留过期")]
    )
