"""A store's own duties, each change with its reason; less than was written only with a signature."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties import samples, strictness, timetables
from zhangdian.management.duties.models import Duty, StoreDuty, Timetable
from zhangdian.management.duties.own import editions
from zhangdian.management.duties.posts import signed_by_general_manager
from zhangdian.people.organization.roles import STAFF_OFFICE, Role

Change = StoreDuty.Change


def asks_less(ctx: Act, *, code: str, sentence: str, **_: object) -> Signatures | None:
    """Below the figures of the house's text, or of the store's last where the house wrote none."""
    before = editions.as_last_changed(ctx, code)
    measure = before.house or before.row
    told = strictness.slackened(measure.sentence, sentence)
    if not told or not sentence.strip():
        return None
    return signed_by_general_manager(ctx, f"{code} {'；'.join(told)}。改写为：{sentence}")


@action("改写职责", by=STAFF_OFFICE, needs=asks_less)
def reword_duty(ctx: Act, *, code: str, sentence: str, since: date, reason: str) -> None:
    """The store's own words from a day on; the house's text stays beside them, and holders sign anew."""
    editions.refuse_blank("职责原文", sentence)
    editions.refuse_blank("为什么改", reason)
    before, words = editions.as_last_changed(ctx, code), sentence.strip()
    if words == before.row.sentence:
        raise Refusal("和现在的原文一字不差：没有要改的")
    back_to_the_house = before.house is not None and words == before.house.sentence
    editions.begin(ctx, before, Change.REWORDED, since, reason, sentence="" if back_to_the_house else words)


@action("职责换岗位", by=STAFF_OFFICE)
def reassign_duty(ctx: Act, *, code: str, posts: Sequence[Role], since: date, reason: str) -> None:
    """Another post owes it from a day on; what was due before stays with who owed it then."""
    editions.refuse_blank("为什么换", reason)
    before = editions.as_last_changed(ctx, code)
    if not posts or frozenset(posts) == before.posts:
        raise Refusal("请选和现在不同的岗位")
    begins = max(since, ctx.today + editions.DAY)
    editions.ask_where_nobody_holds(ctx, posts, begins)
    editions.begin(ctx, before, Change.REASSIGNED, since, reason, posts=" ".join(dict.fromkeys(posts)))


def switches_off(ctx: Act, *, code: str, reason: str, **_: object) -> Signatures | None:
    """A duty that nobody owes any more is less than any figure."""
    found = editions.as_last_changed(ctx, code)
    return signed_by_general_manager(ctx, f"停用 {code}（{found.row.posts}）{found.row.sentence}：{reason}")


@action("停用职责", by=STAFF_OFFICE, needs=switches_off)
def switch_off_duty(ctx: Act, *, code: str, since: date, reason: str) -> None:
    """From a day on it hangs nowhere and is not due; what was due before stays."""
    editions.refuse_blank("为什么停用", reason)
    before = editions.as_last_changed(ctx, code)
    if not before.stands:
        raise Refusal(f"{code} 已经停用：要恢复请点启用")
    editions.begin(ctx, before, Change.SWITCHED_OFF, since, reason, stands=False)


@action("启用职责", by=STAFF_OFFICE)
def switch_on_duty(ctx: Act, *, code: str, since: date, reason: str) -> None:
    """It hangs there again as it did when it was switched off."""
    editions.refuse_blank("为什么启用", reason)
    before = editions.as_last_changed(ctx, code)
    if before.stands:
        raise Refusal(f"{code} 没有停用：不用启用")
    editions.begin(ctx, before, Change.SWITCHED_ON, since, reason, stands=True)


@action("新增职责", by=STAFF_OFFICE, opens=StoreDuty)
def add_duty(
    ctx: Act,
    *,
    sentence: str,
    kind: Duty.Kind,
    area: Duty.Area,
    posts: Sequence[Role],
    since: date,
    reason: str,
    rule: str = "",
    due: time | None = None,
    each: bool = False,
    moved: Timetable.Moved = Timetable.Moved.STAYS,
    reckons: Timetable.Reckons = Timetable.Reckons.CLOCK,
    proof: str = timetables.PHOTO,
    confirmed_by: Role | None = None,
    draws: str = "",
    draw_count: int = 0,
    draw_days: int = 0,
) -> StoreDuty:
    """A duty that only this store has, in its own series; due by a timetable where it gets one."""
    editions.refuse_blank("职责原文", sentence)
    editions.refuse_blank("为什么加", reason)
    if not posts:
        raise Refusal("请选由哪个岗位来做")
    begins = max(since, ctx.today + editions.DAY)
    editions.ask_where_nobody_holds(ctx, posts, begins)
    made = StoreDuty(
        store_id=ctx.store_id,
        code=editions.next_code(ctx),
        number=1,
        since=begins,
        change=Change.ADDED,
        sentence=sentence.strip(),
        posts=" ".join(dict.fromkeys(posts)),
        kind=kind,
        area=area,
        reason=reason.strip(),
    )
    made.save()
    if rule:
        begin_timetable(
            ctx,
            made,
            rule,
            due,
            each=each,
            moved=moved,
            reckons=reckons,
            proofs=proof,
            confirmed_by=confirmed_by or "",
            draws=draws,
            draw_count=draw_count,
            draw_days=draw_days,
        )
    return made


def begin_timetable(
    ctx: Act, duty: StoreDuty, rule: str, due: time | None, *, proofs: str, **how: Any
) -> Timetable:
    """When the store's own duty is due, and which act shows that it was done."""
    if due is None:
        raise Refusal("定了多久一次，还要写几点前")
    role = duty.posts.split()[0]
    timetables.refuse_proof_that_is_none(proofs)
    timetables.refuse_to_look_himself(proofs, role, how["confirmed_by"])
    samples.refuse_no_draw(proofs == timetables.DRAWN, how["draws"], how["draw_count"], how["draw_days"])
    made = Timetable(
        store_id=ctx.store_id,
        code=duty.code,
        since=duty.since,
        role=role,
        rule=timetables.check_rule(rule),
        due=due,
        proofs=proofs,
        reason=duty.reason,
        **how,
    )
    made.save()
    return made


def proved_until_now(ctx: Act, code: str, proof: str, reason: str) -> Timetable:
    """How the duty stands tomorrow; nobody is asked to sign for what is none."""
    editions.refuse_blank("为什么换", reason)
    before: Timetable | None = (
        Timetable.objects.of(ctx).on(ctx.today + editions.DAY).filter(code=code).first()
    )
    if before is None:
        raise Refusal(f"{code} 没有时间：请先定时间")
    timetables.refuse_proof_that_is_none(proof)
    return before


def proves_less(
    ctx: Act, *, code: str, proof: str, reason: str, draw_count: int = 0, **_: object
) -> Signatures | None:
    """A second person or a sample is more than what the holder shows alone; all else, or fewer, is less."""
    before = proved_until_now(ctx, code, proof, reason)
    fewer = before.proofs == proof and draw_count < before.draw_count
    if proof in (timetables.SECOND, timetables.DRAWN) and not fewer:
        return None
    return signed_by_general_manager(ctx, f"{code} 的证据改为“{timetables.proof_in_words(proof)}”：{reason}")


@action("换证据", by=STAFF_OFFICE, needs=proves_less)
def choose_proof(
    ctx: Act,
    *,
    code: str,
    proof: str,
    reason: str,
    confirmed_by: Role | None = None,
    draws: str = "",
    draw_count: int = 0,
    draw_days: int = 0,
) -> None:
    """What shows that it was done, and who looks: from tomorrow; what is due today stays as it was."""
    tomorrow = ctx.today + editions.DAY
    before = proved_until_now(ctx, code, proof, reason)
    timetables.refuse_to_look_himself(proof, before.role, confirmed_by)
    samples.refuse_no_draw(proof == timetables.DRAWN, draws, draw_count, draw_days)
    chosen = {
        "proofs": proof,
        "confirmed_by": confirmed_by or "",
        "draws": draws,
        "draw_count": draw_count,
        "draw_days": draw_days,
    }
    if all(getattr(before, name) == value for name, value in chosen.items()):
        raise Refusal("和现在的证据一样：没有要改的")
    kept = ("role", "rule", "due", "each", "ahead", "keeps", "moved", "reckons", "stands")
    found = before if before.since == tomorrow else None
    made = found or Timetable(
        store_id=ctx.store_id, code=code, since=tomorrow, **{name: getattr(before, name) for name in kept}
    )
    for name, value in chosen.items():
        setattr(made, name, value)
    made.reason = reason.strip()
    made.save()
