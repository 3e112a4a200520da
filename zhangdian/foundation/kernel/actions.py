"""What people do with requests that wait for signatures, and with papers."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import ANYBODY, Act, Context, Done, action, perform
from zhangdian.foundation.kernel.codec import decode
from zhangdian.foundation.kernel.context import Power, hold_power
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.models import CalendarDay, Paper, Request, RequestSignature
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import PersonalText


@stops("签字的人有这个岗位，没有签过，不是申请人自己，且不是在共用机上", fixed=True)
def signer_holds_a_needed_role(ctx: Any, request: Request) -> Missing | None:
    if ctx.standing.not_here:
        return Missing(ctx.standing.not_here)
    who = "、".join(map(registry.role_label, request.needed.split()))
    if request.asker_id == ctx.person_id:
        return Missing("自己提的申请不能自己签", who)
    if any(each.person_id == ctx.person_id for each in request.signatures.all()):
        return Missing("您已经签过，还要另一位来签", who)
    if not (post_to_sign_in(ctx, request) or power_to_sign(ctx, request)):
        return Missing("这份申请不由您签", who)
    return None


def post_to_sign_in(ctx: Any, request: Request) -> str:
    """His own post before one that he fills for another; never the asker's own, in whose place he stands."""
    acting = ctx.standing.acting_for
    fit = [role for role in request.needed.split() if acting.get(role) != request.asker_id]
    return str(ctx.standing.post_among(fit))


def power_to_sign(ctx: Any, request: Request) -> Power | None:
    """A signature that was lent to him and is good for this one."""
    return next((each for each in ctx.standing.powers if each.covers(request, ctx.now)), None)


def sign_as(ctx: Act, request: Request, *, agrees: bool) -> str:
    """Yes or no under the request, in the post and in whose name he signs; the post."""
    ctx.role = post_to_sign_in(ctx, request)
    if not ctx.role:
        power = power_to_sign(ctx, request)
        assert power is not None
        hold_power(ctx, power)
        ctx.role, ctx.for_whom = power.role, power.holder
    RequestSignature(
        request=request,
        person_id=ctx.person_id or 0,
        role=ctx.role,
        signed_at=ctx.now,
        for_whom_id=ctx.for_whom or ctx.standing.acting_for.get(ctx.role),
        agrees=agrees,
    ).save()
    return ctx.role


@action(
    "签字同意", by=ANYBODY, moves=(Request.State.OPEN, Request.State.DONE), gates=[signer_holds_a_needed_role]
)
def sign_request(ctx: Act, request: Request) -> None:
    """One signature; the last one carries out what was asked, exactly as it was asked, or not at all."""
    needed = request.needed.split()
    needed.remove(sign_as(ctx, request, agrees=True))
    request.needed, ctx.stays = " ".join(needed), bool(needed)
    if not needed:
        ctx.beyond = carry_out(ctx, request).touched


def carry_out(ctx: Act, request: Request) -> Done:
    """The act that was asked for, by its asker; a question that came up since is answered by the signer."""
    asked = registry.ACTIONS[request.action]
    kept = json.loads(request.inputs_text)
    given = {name: hint for name, hint in asked.inputs.items() if name in kept}
    decoded = {name: decode(hint, kept[name], lambda _model, pk: pk) for name, hint in given.items()}
    inputs = {**asked.defaults, **decoded}  # asked for before an input came, it takes its default
    because = {**json.loads(request.because_text), **ctx.because}
    asker = Context(ctx.store_id, request.asker_id)
    # A token of a kind that nobody outside can send.
    token = f"signed/{request.pk}"
    return perform(asked, asker, request.subject_id, inputs, because, token, signed=request)


@action(
    "拒签", by=ANYBODY, moves=(Request.State.OPEN, Request.State.REFUSED), gates=[signer_holds_a_needed_role]
)
def refuse_request(ctx: Act, request: Request, *, reason: str) -> None:
    """The signer says no, with a reason; nothing is carried out."""
    if not reason.strip():
        raise Refusal("拒签要写明原因，申请人才知道怎么改")
    sign_as(ctx, request, agrees=False)
    request.answer = reason.strip()


@action("撤回申请", by=ANYBODY, moves=(Request.State.OPEN, Request.State.WITHDRAWN))
def withdraw_request(ctx: Act, request: Request) -> None:
    """The asker no longer wants it."""
    if request.asker_id != ctx.person_id:
        raise Refusal("只有申请人自己能撤回")


@action("补打", by=ANYBODY)
def print_paper(ctx: Act, paper: Paper) -> None:
    """A print of the frozen page; every print is counted and marked."""
    paper.prints += 1
    paper.save()


@action("导出列表", by=ANYBODY)
def export_list(ctx: Act, *, name: str, filters: str, rows: int, typed: PersonalText = "") -> None:
    """A list left the house as a file: who took it, how narrowed, how many rows.

    `typed` is what somebody wrote to narrow it: a name, a number; erasure may empty it.
    """
    ctx.notes["exported"] = rows


@dataclass(frozen=True)
class DayRow:
    """One day of the national calendar: a holiday, or a weekend that is worked."""

    day: date
    is_workday: bool
    name: str = ""


@action("录入节假日", by=("OFD", "GM"))
def enter_calendar_days(ctx: Act, *, days: list[DayRow]) -> None:
    """Holidays and make-up days of a year, as announced; a day entered before is corrected."""
    known = {row.day: row for row in CalendarDay.objects.of(ctx).filter(day__in=[each.day for each in days])}
    for each in days:
        row = known.get(each.day) or CalendarDay(day=each.day)
        row.is_workday, row.name = each.is_workday, each.name.strip()
        row.save()
