"""The clock opens and proves what is due; a superior says what does not count; a store sets its times."""

from collections.abc import Sequence
from datetime import date, datetime, time

from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties import timetables
from zhangdian.management.duties.models import DueItem, RoundPoint, Timetable
from zhangdian.management.duties.posts import HEADS
from zhangdian.management.duties.timetables import PointRow, TimetableRow
from zhangdian.management.duties.watching import due
from zhangdian.people.organization.roles import STAFF_OFFICE, Role, superiors_of

RULES = (
    ("FREQ=DAILY", "每天"),
    ("FREQ=WEEKLY;BYDAY=MO", "每周一"),
    ("FREQ=WEEKLY;BYDAY=TU", "每周二"),
    ("FREQ=WEEKLY;BYDAY=WE", "每周三"),
    ("FREQ=WEEKLY;BYDAY=TH", "每周四"),
    ("FREQ=WEEKLY;BYDAY=FR", "每周五"),
    ("FREQ=WEEKLY;BYDAY=SA", "每周六"),
    ("FREQ=WEEKLY;BYDAY=SU", "每周日"),
    ("FREQ=MONTHLY;BYMONTHDAY=1", "每月 1 日"),
    ("FREQ=MONTHLY;BYMONTHDAY=5", "每月 5 日"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "每月 15 日"),
    ("FREQ=MONTHLY;BYMONTHDAY=25", "每月 25 日"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "每月最后一天"),
)
"""What one tap offers; any other rule of RFC 5545 holds as well."""


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


@action("对证据", by_clock=True)
def prove_due_items(ctx: Act, *, since: datetime) -> None:
    """What the journal proves is done, with the first act that proves it; also what closed meanwhile."""
    found = due.proved(ctx, since)
    for each in found:
        each.item.done_at, each.item.proof_id = each.at, each.entry_id
    DueItem.objects.change_many([each.item for each in found], ["done_at", "proof"])


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


def slackens(ctx: Act, *, code: str, rule: str, due: time, stands: bool, **_: object) -> Signatures | None:
    """Below what the house ships only with the general manager's signature."""
    timetables.check_rule(rule)
    row = next((row for row in timetables.shipped() if row.code == code), None)
    if row is None or (stands and due <= row.due and rule == row.rule):
        return None
    effect = f"{code} 改为 {rule} {due:%H:%M} 前" if stands else f"{code} 停用"
    return Signatures((Role.GENERAL_MANAGER,), effect)


@action("改职责时间", by=STAFF_OFFICE, needs=slackens)
def change_timetable(ctx: Act, *, code: str, rule: str, due: time, stands: bool, reason: str) -> None:
    """Another hour, another day, or off: from today on; what was due before stays as it was."""
    before = Timetable.objects.of(ctx).on(ctx.today).filter(code=code).first()
    if before is None:
        raise Refusal(f"门店没有 {code} 的时间：请先载入")
    kept = ("role", "each", "ahead", "keeps", "moved", "proofs")
    Timetable(
        store_id=ctx.store_id,
        code=code,
        since=ctx.today,
        rule=rule,
        due=due,
        stands=stands,
        reason=reason,
        **{name: getattr(before, name) for name in kept},
    ).save()
