"""Inputs of a management review are given or left out for a reason; the general manager signs it."""

from collections.abc import Sequence
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties import reviewing
from zhangdian.management.duties.models import GivenInput, Meeting, ReviewInput
from zhangdian.management.duties.posts import HEADS
from zhangdian.management.duties.reviewing import InputRow
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import STAFF_OFFICE, Role

State, Kind, Source = Meeting.State, Meeting.Kind, ReviewInput.Source


@stops("由总经理本人签字")
def he_is_the_general_manager(ctx: Any, meeting: Meeting) -> Missing | None:
    """Not who stands in for him."""
    post = str(Role.GENERAL_MANAGER.label)
    if Role.GENERAL_MANAGER in ctx.roles and Role.GENERAL_MANAGER not in ctx.standing.acting_for:
        return None
    return Missing(f"管理评审由{post}本人签字，代理人不能签", post)


@action("载入评审材料", by=STAFF_OFFICE, by_clock=True)
def load_review_inputs(ctx: Act, *, rows: Sequence[InputRow]) -> None:
    """A store begins with the house's list; from then on it is its own."""
    known = set(ReviewInput.objects.of(ctx).values_list("name", flat=True))
    new = [row for row in rows if row.name not in known]
    if not new:
        raise Refusal("这些材料门店都有了：要改请逐条改")
    ReviewInput.objects.add_many(ReviewInput(store_id=ctx.store_id, **vars(row)) for row in new)


@action("定评审材料", by=STAFF_OFFICE, gates=[acts_on_own_device])
def set_review_input(
    ctx: Act,
    *,
    name: str,
    reason: str,
    source: ReviewInput.Source = Source.TYPED,
    figures: Sequence[str] = (),
    hint: str = "",
    stands: bool = True,
) -> None:
    """One more input of every review, or a known one otherwise; a review that is open keeps its own."""
    Store.objects.of(ctx).lock().here(ctx.store_id)
    name = name.strip()
    if not name or not reason.strip():
        raise Refusal("请写材料的名称和为什么这样定")
    if source == Source.FIGURES and not figures:
        raise Refusal("请选哪些指标")
    if set(figures) - {key for key, _ in reviewing.figures_to_choose()}:
        raise Refusal("请从清单里选指标：金额受限的指标不放进评审材料")
    known = ReviewInput.objects.of(ctx).filter(name=name).first()
    if known is None and not stands:
        raise Refusal(f"没有“{name}”这一项：不用停用")
    wanted = known or ReviewInput(store_id=ctx.store_id, name=name)
    wanted.source = source
    wanted.figures = " ".join(dict.fromkeys(figures)) if source == Source.FIGURES else ""
    wanted.hint, wanted.stands, wanted.reason = hint.strip(), stands, reason.strip()
    wanted.save()


@action("交评审材料", by=ANYBODY)
def supply_input(ctx: Act, given: GivenInput, *, text: str, photos: Sequence[int] = ()) -> None:
    """What somebody writes, with pages as photos; the leader may write over what the system filled."""
    refuse_ended(given.meeting)
    called = given.meeting.attendees.filter(person=ctx.person_id).exists()
    if not called and not ctx.roles.intersection(STAFF_OFFICE):
        leader = str(given.meeting.leader)
        raise Refusal(f"由{leader}和请来的人交材料", [Missing("交评审材料", leader)])
    if not text.strip():
        raise Refusal("请写内容：照片放在下面")
    given.text, given.given_at, given.given_by = text.strip(), ctx.now, himself(ctx)
    given.left_out = ""
    given.save()
    attach(ctx, given, "input", photos)


@action("重新取数", by=HEADS)
def draw_input_anew(ctx: Act, given: GivenInput) -> None:
    """What the system knows now."""
    refuse_others(ctx, given.meeting)
    refuse_ended(given.meeting)
    text = reviewing.filled(ctx, given.input, reviewing.since(ctx))
    if not text:
        raise Refusal("系统里没有这一项的数：请交材料，或写明为什么没有")
    given.text, given.given_at, given.given_by, given.left_out = text, ctx.now, None, ""
    given.save()


@action("写明没有", by=HEADS)
def leave_out_input(ctx: Act, given: GivenInput, *, why: str) -> None:
    """The review goes on without it, and the minutes say why."""
    refuse_others(ctx, given.meeting)
    refuse_ended(given.meeting)
    if not why.strip():
        raise Refusal("请写为什么没有")
    if given.text:
        raise Refusal("这一项已经有内容：要改请重新交")
    given.left_out = why.strip()
    given.save()


@action(
    "签管理评审",
    by=[Role.GENERAL_MANAGER],
    moves=(State.OPEN, State.CLOSED),
    gates=[acts_on_own_device, he_is_the_general_manager],
)
def sign_review(ctx: Act, meeting: Meeting, *, minutes: str) -> None:
    """With every input, decisions and minutes: his signature ends it (GM-14)."""
    if meeting.kind != Kind.REVIEW:
        raise Refusal("只有管理评审要签字：别的会散会就行")
    if meeting.begins_at > ctx.now:
        raise Refusal(f"{clock.local(meeting.begins_at, ctx.standing.zone):%m-%d %H:%M} 才开，还不能签")
    if not minutes.strip():
        raise Refusal("请写纪要：体系是否适宜、充分、有效，要改什么")
    reviewing.refuse_unready(ctx, meeting)
    meeting.minutes, meeting.closed_at = minutes.strip(), ctx.now
    meeting.signed_at, meeting.signed_by = ctx.now, himself(ctx)


def refuse_ended(meeting: Meeting) -> None:
    if meeting.state != State.OPEN:
        raise Refusal("已经签字结束：材料不再改")


def refuse_others(ctx: Act, meeting: Meeting) -> None:
    if ctx.person_id != meeting.leader_id:
        raise Refusal(f"由主持人{meeting.leader}来做", [Missing("主持会议", str(meeting.leader))])
