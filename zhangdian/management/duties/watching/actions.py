"""The clock opens and proves what is due; a superior says what does not count; a store sets its times."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from zhangdian.foundation.kernel.action import ANYBODY, Act, Signatures, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.dates import DATES
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.management.duties import cases, owing, samples, strictness, timetables, wall
from zhangdian.management.duties.cases import CaseRow
from zhangdian.management.duties.models import (
    CaseRule,
    DueItem,
    Duty,
    Reach,
    RoundPoint,
    Step,
    Timetable,
    UrgingRule,
)
from zhangdian.management.duties.posts import HEADS, signed_by_general_manager
from zhangdian.management.duties.timetables import PointRow, TimetableRow
from zhangdian.management.duties.watching import dates, due, following, tomorrow, urging
from zhangdian.people.messaging.models import Channel
from zhangdian.people.organization.evening import Gap
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import STAFF_OFFICE, Role, superiors_of

MOST_WORDS = 80
"""So much of a duty's sentence stands in what is signed."""
MOST_AROUND = 31
"""So many days before or after its day a duty may be done."""


@action("载入职责时间", by=STAFF_OFFICE, by_clock=True)
def load_timetables(ctx: Act, *, rows: Sequence[TimetableRow], points: Sequence[PointRow]) -> None:
    """A store begins with the house's timetables and points of rounds; from then on they are its own."""
    known = set(Timetable.objects.of(ctx).values_list("code", flat=True))
    new = [row for row in rows if row.code not in known]
    walked = set(RoundPoint.objects.of(ctx).values_list("role", "text"))
    more = [point for point in points if (point.role, point.text) not in walked]
    if not new and not more:
        raise Refusal("这些时间和巡查点门店都有了：要改请逐条改")
    Timetable.objects.add_many(Timetable(store_id=ctx.store_id, since=ctx.today, **vars(row)) for row in new)
    RoundPoint.objects.add_many(RoundPoint(store_id=ctx.store_id, **vars(point)) for point in more)


@action("排出当天职责", by_clock=True)
def open_due_items(ctx: Act, *, day: date) -> None:
    """Everything that falls due on a day stands there once, whoever asks how often."""
    known = set(DueItem.objects.of(ctx).filter(day=day).values_list("code", "person_id"))
    items = [item for item in due.items_of(ctx, day) if (item.code, item.person_id) not in known]
    DueItem.objects.add_many(items)


@action("转给代理人", by_clock=True)
def hand_over_due_items(ctx: Act) -> None:
    """What was opened today for somebody who went away after it goes to who stands in, or does not count."""
    found = due.moved(ctx)
    for each in found:
        if each.to is None:
            each.item.excused, each.item.excused_because = DueItem.Excused.NOT_APPLICABLE, each.why
        else:
            each.item.person_id = each.to
    DueItem.objects.change_many([each.item for each in found], ["person", "excused", "excused_because"])


@action("对证据", by_clock=True)
def prove_due_items(ctx: Act, *, since: datetime) -> None:
    """What the journal proves is done, with the first act that proves it; also what closed meanwhile."""
    found = due.proved(ctx, since)
    for each in found:
        each.item.done_at, each.item.proof_id = each.at, each.entry_id
    DueItem.objects.change_many([each.item for each in found], ["done_at", "proof"])


@action("载入逐件职责", by=STAFF_OFFICE, by_clock=True)
def load_case_rules(ctx: Act, *, rows: Sequence[CaseRow]) -> None:
    """A store begins with the house's rules for single cases; from then on they are its own."""
    known = set(CaseRule.objects.of(ctx).values_list("code", flat=True))
    new = [row for row in rows if row.code not in known]
    if not new:
        raise Refusal("这些逐件职责门店都有了：要改请逐条改")
    CaseRule.objects.add_many(CaseRule(store_id=ctx.store_id, since=ctx.today, **vars(row)) for row in new)


@action("跟住每一件", by_clock=True)
def follow_cases(ctx: Act, *, until: datetime) -> None:
    """Every act that opens a case has its item once; what is void ends, what changed hands goes along."""
    Store.objects.of(ctx).filter(pk=ctx.store_id).order_by("pk").lock().get()  # one worker after the other
    DueItem.objects.add_many(following.items_of(ctx, following.to_open(ctx)))
    changed = following.to_change(ctx)
    for each in changed:
        if each.voided_by:
            each.item.excused = DueItem.Excused.NOT_APPLICABLE
            each.item.excused_because = f"这一件{each.voided_by}了，不用再做"[:200]
        else:
            each.item.person_id = each.person_id
    DueItem.objects.change_many([each.item for each in changed], ["excused", "excused_because", "person"])


@action("跟住每个日期", by_clock=True)
def follow_dates(ctx: Act, *, since: datetime) -> None:
    """Every date that came near has its item once; it moves with the date and ends with the record."""
    Store.objects.of(ctx).filter(pk=ctx.store_id).order_by("pk").lock().get()  # one worker after the other
    changed = dates.to_change(ctx, since)
    for each in changed:
        item = each.item
        if each.proof is not None:
            item.done_at, item.proof_id = each.proof.at, each.proof.pk
        elif each.span is not None:
            for name, value in vars(each.span).items():
                setattr(item, name, value)
        else:
            item.excused, item.excused_because = DueItem.Excused.NOT_APPLICABLE, each.ended[:200]
    fields = ["done_at", "proof", "excused", "excused_because"]
    DueItem.objects.change_many([each.item for each in changed], [*fields, *dates.Span.__annotations__])
    DueItem.objects.add_many(dates.items_of(ctx, dates.to_open(ctx, since)))


def slackens_by_date(
    ctx: Act, *, code: str, days: int, side: CaseRule.Side, ahead: int, stands: bool = True, **_: object
) -> Signatures | None:
    """Off, or later than the text, the house's own or (of what the house does not ship) than it stood."""
    offset = cases.offset_of(days, side)
    stood = CaseRule.objects.of(ctx).on(ctx.today).filter(code=code).exclude(dated="").first()
    measure = cases.shipped_as(code) or stood
    weaker = not stands or (measure is not None and cases.is_slacker_by_date(measure, offset, ahead))
    hung = wall.wall_on(ctx, ctx.today).by_code.get(code)
    sentence = hung.row.sentence if hung else ""
    if hung and hung.house and not weaker:
        latest = strictness.latest_offset(hung.house.sentence)
        weaker = latest is not None and offset > latest
    if not weaker:
        return None
    now = CaseRule(dated="-", offset=offset, ahead=ahead).span if stands else "停用"
    before = f"从{stood.span}" if stood and stood.stands else ""
    return signed_by_general_manager(ctx, f"{code}“{sentence[:MOST_WORDS]}”{before}改为{now}")


def refuse_no_date(ahead: int, keeps: int, reason: str) -> None:
    if not reason.strip():
        raise Refusal("请写为什么定")
    if ahead > cases.MOST_AROUND_A_DATE or keeps > cases.MOST_AROUND_A_DATE:
        raise Refusal(f"提前和补做最多 {cases.MOST_AROUND_A_DATE} 天")


@action("定日期职责", by=STAFF_OFFICE, needs=slackens_by_date)
def set_date_rule(
    ctx: Act,
    *,
    code: str,
    role: Role,
    dated: str,
    days: int,
    side: CaseRule.Side,
    proof: str,
    reason: str,
    ahead: int = 0,
    keeps: int = 0,
) -> None:
    """A duty begins with a date that records bear; what fell due before today is not owed."""
    hung = wall.wall_on(ctx, ctx.today).by_code.get(code)
    if hung is None or not hung.stands:
        raise Refusal(f"墙上没有 {code} 这条职责，或者停用了：请先新增或启用")
    if CaseRule.objects.of(ctx).on(ctx.today).filter(code=code).exists():
        raise Refusal(f"{code} 已经有逐件的期限：请在那里改")
    if dated not in DATES:
        raise Refusal("请从清单里选从哪个日期算")
    if role not in hung.posts:
        named = "、".join(str(post.label) for post in Role if post in hung.posts)
        raise Refusal(f"{code} 由{named}来做：请从里面选岗位")
    refuse_no_date(ahead, keeps, reason)
    timetables.refuse_proof_that_is_none(proof)
    CaseRule(
        store_id=ctx.store_id,
        code=code,
        since=ctx.today,
        role=role,
        dated=dated,
        offset=cases.offset_of(days, side),
        ahead=ahead,
        keeps=keeps,
        proofs=proof,
        reason=reason.strip(),
    ).save()


@action("改日期职责", by=STAFF_OFFICE, needs=slackens_by_date)
def change_date_rule(
    ctx: Act,
    *,
    code: str,
    days: int,
    side: CaseRule.Side,
    stands: bool,
    reason: str,
    ahead: int = 0,
    keeps: int = 0,
) -> None:
    """More or fewer days before or after the date, or off: from today on, for what is not open yet."""
    before = CaseRule.objects.of(ctx).on(ctx.today).filter(code=code).exclude(dated="").first()
    if before is None:
        raise Refusal(f"门店没有 {code} 从日期算的期限：请先定")
    refuse_no_date(ahead, keeps, reason)
    kept = ("role", "dated", "proofs", "voids", "whose", "only", "above")
    CaseRule(
        store_id=ctx.store_id,
        code=code,
        since=ctx.today,
        offset=cases.offset_of(days, side),
        ahead=ahead,
        keeps=keeps,
        stands=stands,
        reason=reason.strip(),
        **{name: getattr(before, name) for name in kept},
    ).save()


def slackens_a_case(
    ctx: Act, *, code: str, minutes: int, days: int, stands: bool, reason: str = "", **_: object
) -> Signatures | None:
    """Off, or more time than the house ships it (than it stood, of what the house does not ship)."""
    cases.refuse_no_span(minutes, days)
    stood = CaseRule.objects.of(ctx).on(ctx.today).filter(code=code).first()
    measure = cases.shipped_as(code) or stood
    if measure is None or (stands and not cases.is_slacker(measure, minutes, days)):
        return None
    told = Duty.objects.of(ctx).on(ctx.today).filter(code=code).values_list("sentence", flat=True).first()
    named = f"{code}“{(told or '')[:MOST_WORDS]}”"
    now = CaseRule(minutes=minutes, days=days).span
    before = f"从{stood.span}" if stood and stood.stands else ""
    effect = f"{named}每一件{before}改为{now}" if stands else f"{named}逐件停用"
    return signed_by_general_manager(ctx, f"{effect}：{reason.strip()}"[:300])


@action("改逐件职责", by=STAFF_OFFICE, needs=slackens_a_case)
def change_case_rule(ctx: Act, *, code: str, minutes: int, days: int, stands: bool, reason: str) -> None:
    """More or less time for each case, or off: from today on; what was opened before stays as it was."""
    before = CaseRule.objects.of(ctx).on(ctx.today).filter(code=code).first()
    if before is None:
        raise Refusal(f"门店没有 {code} 的逐件职责：请先载入")
    if not reason.strip():
        raise Refusal("请写为什么改")
    if before.dated:
        raise Refusal(f"{code} 从一个日期算：请用“改日期职责”")
    if before.until and (minutes or days):
        raise Refusal("这条到它自己写明的时间：要改几点，改那份报表的安排")
    kept = ("role", "trigger", "proofs", "voids", "whose", "keeps", "only", "until", "case", "above")
    CaseRule(
        store_id=ctx.store_id,
        code=code,
        since=ctx.today,
        minutes=minutes,
        days=days,
        stands=stands,
        reason=reason.strip(),
        **{name: getattr(before, name) for name in kept},
    ).save()


@action("不算这一次", by=HEADS)
def excuse_due_item(
    ctx: Act, item: DueItem, *, excused: DueItem.Excused, why: str, held_by: str = ""
) -> None:
    """The superior says that it did not apply, or who kept its holder from it; the figure is honest then."""
    if not ctx.roles & set(superiors_of(item.role)):
        above = "、".join(str(role.label) for role in superiors_of(item.role)[:2])
        raise Refusal(f"这条由{above}来认：自己的不能自己免", [Missing("不算这一次", above)])
    if item.done_at is not None:
        raise Refusal("已经做了，有证据：不用免")
    if item.excused:
        raise Refusal("已经认过不算：原因在记录里")
    if excused == DueItem.Excused.PREVENTED and not held_by.strip():
        raise Refusal("请写被谁挡住：这一次会记到他名下")
    item.excused, item.excused_because, item.held_by = excused, why, held_by.strip()
    item.save()


@action("催办", by_clock=True)
def urge(ctx: Act) -> None:
    """Each step that is reached is written down once for each reader, and told in one message an hour."""
    store = Store.objects.of(ctx).filter(pk=ctx.store_id).lock().get()
    urging.write_down(ctx, urging.look_of(ctx))
    urging.write_to_readers(ctx, store)


@action("发明天没人做的事", by_clock=True)
def send_tomorrow(ctx: Act, *, gaps: Sequence[Gap]) -> None:
    """What the evening's list says that nobody was written to about, to each whom it concerns."""
    store = Store.objects.of(ctx).filter(pk=ctx.store_id).lock().get()
    new = tomorrow.untold(ctx)
    tomorrow.write_to_heads(ctx, store, [each for each in gaps if each in new])


@action("改催办规则", by=STAFF_OFFICE)
def set_urging_rule(
    ctx: Act,
    *,
    covers: str,
    step: Step,
    minutes: int,
    stands: bool,
    reason: str,
    channel: Channel | None = None,
    robot: str = "",
) -> None:
    """From today on, for all duties, a kind or a single one; what was told before stays told."""
    if covers and covers not in Duty.Kind.values and covers not in wall.wall_on(ctx, ctx.today).by_code:
        raise Refusal(f"没有 {covers} 这条职责或这个类别：请从列表里选")
    if not 0 <= minutes <= urging.MOST_MINUTES:
        raise Refusal("最多提前或推后七天：请核对分钟数")
    if not reason.strip():
        raise Refusal("请写为什么改")
    if channel == Channel.WECOM and not robot.strip():
        raise Refusal("发到企业微信群的，要写群机器人的名字")
    found = UrgingRule.objects.of(ctx).filter(covers=covers, step=step, since=ctx.today).first()
    rule = found or UrgingRule(store_id=ctx.store_id, covers=covers, step=step, since=ctx.today)
    rule.minutes, rule.stands, rule.reason = minutes, stands, reason.strip()
    rule.channel, rule.robot = channel or "", robot.strip() if channel == Channel.WECOM else ""
    rule.save()


@action("选通知方式", by=ANYBODY)
def choose_reach(ctx: Act, *, channel: Channel, mailbox: PersonalText = "") -> None:
    """How somebody wants to be urged where no rule says otherwise."""
    if channel == Channel.WECOM:
        raise Refusal("群消息由催办规则来定：请选站内、短信或邮件")
    if channel == Channel.EMAIL and "@" not in mailbox:
        raise Refusal("请写能收邮件的地址")
    me = himself(ctx)
    reach = Reach.objects.of(ctx).filter(person=me).first() or Reach(store_id=ctx.store_id, person=me)
    reach.channel, reach.mailbox = channel, mailbox.strip() if channel == Channel.EMAIL else ""
    reach.save()


def slackens(
    ctx: Act,
    *,
    code: str,
    rule: str,
    due: time,
    stands: bool,
    moved: Timetable.Moved | None = None,
    **_: object,
) -> Signatures | None:
    """Off, later, or rarer than the house ships it (than it stood, of what the house has no time for)."""
    timetables.check_rule(rule)
    stood = Timetable.objects.of(ctx).on(ctx.today).filter(code=code).first()
    measure = timetables.shipped_as(code) or stood
    as_moved = moved or (stood.moved if stood else Timetable.Moved.STAYS)
    if measure is None or (stands and not timetables.is_slacker(measure, rule, due, as_moved)):
        return None
    effect = f"{code} 改为 {rule} {due:%H:%M} 前{_moved_in_words(as_moved)}" if stands else f"{code} 停用"
    return signed_by_general_manager(ctx, effect)


def _moved_in_words(moved: str) -> str:
    return "" if moved == Timetable.Moved.STAYS else f"，逢休息日{Timetable.Moved(moved).label}"


@action("改职责时间", by=STAFF_OFFICE, needs=slackens)
def change_timetable(
    ctx: Act,
    *,
    code: str,
    rule: str,
    due: time,
    stands: bool,
    reason: str,
    moved: Timetable.Moved | None = None,
    reckons: Timetable.Reckons | None = None,
) -> None:
    """Another hour, another day, moved or not, or off: from today on; what was due before stays as it was."""
    before = Timetable.objects.of(ctx).on(ctx.today).filter(code=code).first()
    if before is None:
        raise Refusal(f"门店没有 {code} 的时间：请先载入")
    kept = ("role", "each", "ahead", "keeps", "proofs", "confirmed_by", "draws", "draw_count", "draw_days")
    reckoned = reckons or Timetable.Reckons(before.reckons)
    Timetable(
        store_id=ctx.store_id,
        code=code,
        since=ctx.today,
        rule=rule,
        due=due,
        moved=moved or before.moved,
        reckons=reckoned,
        stands=stands,
        reason=reason,
        **{name: getattr(before, name) for name in kept},
    ).save()


@action("定职责时间", by=STAFF_OFFICE)
def set_timetable(
    ctx: Act,
    *,
    code: str,
    role: Role,
    rule: str,
    due: time,
    reason: str,
    each: bool = False,
    moved: Timetable.Moved = Timetable.Moved.STAYS,
    reckons: Timetable.Reckons = Timetable.Reckons.CLOCK,
    ahead: int = 0,
    keeps: int = 0,
    proof: str = timetables.PHOTO,
    confirmed_by: Role | None = None,
    draws: str = "",
    draw_count: int = 0,
    draw_days: int = 0,
) -> None:
    """A duty that hung there without a time is due from tomorrow on, and it is said what proves it."""
    hung = wall.wall_on(ctx, ctx.today).by_code.get(code)
    if hung is None or not hung.stands:
        raise Refusal(f"墙上没有 {code} 这条职责，或者停用了：请先新增或启用")
    if Timetable.objects.of(ctx).on(ctx.today).filter(code=code).exists():
        raise Refusal(f"{code} 已经有时间：请用“改职责时间”")
    if role not in hung.posts:
        named = "、".join(str(post.label) for post in Role if post in hung.posts)
        raise Refusal(f"{code} 由{named}来做：请从里面选岗位")
    if not reason.strip():
        raise Refusal("请写为什么定")
    if not 0 <= ahead <= MOST_AROUND or not 0 <= keeps <= MOST_AROUND:
        raise Refusal(f"提前和补做最多 {MOST_AROUND} 天")
    timetables.refuse_proof_that_is_none(proof)
    timetables.refuse_to_look_himself(proof, role, confirmed_by)
    samples.refuse_no_draw(proof == timetables.DRAWN, draws, draw_count, draw_days)
    Store.objects.of(ctx).filter(pk=ctx.store_id).lock().get()
    since = ctx.today + timedelta(days=1)
    made = Timetable.objects.of(ctx).filter(code=code, since=since).first()
    made = made or Timetable(store_id=ctx.store_id, code=code, since=since)
    made.role, made.rule, made.due, made.each = role, timetables.check_rule(rule), due, each
    made.moved, made.reckons, made.ahead, made.keeps = moved, reckons, ahead, keeps
    made.proofs, made.confirmed_by, made.reason = proof, confirmed_by or "", reason.strip()
    made.draws, made.draw_count, made.draw_days = draws, draw_count, draw_days
    made.save()


@action("拍照交差", by=ANYBODY)
def show_done(ctx: Act, item: DueItem, *, photos: Sequence[int], words: str = "") -> None:
    """Where no other act shows it, a photo of this very item does; only while it can still be made good."""
    if timetables.PHOTO not in item.proofs.split():
        raise Refusal(f"{item.code} 有别的动作为证：做了会自己记上，不用拍照")
    owing.refuse_others(ctx, item, "拍照交差")
    owing.refuse_what_ended(item)
    owing.refuse_out_of_time(ctx, item)
    if not photos:
        raise Refusal("请拍一张照片")
    attach(ctx, item, "proof", photos)
    item.done_at, item.proof_id = ctx.now, ctx.entry_id
    item.save()
