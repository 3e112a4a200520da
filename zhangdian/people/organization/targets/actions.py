"""What the store aims at: set by who leads it, split among departments and people, changed with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.figures import FIGURES, Figure
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import goals
from zhangdian.people.organization.goals import MONTH, YEAR, told
from zhangdian.people.organization.models import Acknowledgement, Person, Target
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Department

MOST = Decimal("999999999999")


@dataclass(frozen=True)
class Goal:
    """What one figure is to be."""

    figure: str
    value: Decimal


@dataclass(frozen=True)
class MonthGoal:
    """What one month is to bring to its year."""

    month: int
    value: Decimal


@dataclass(frozen=True)
class Share:
    """What a department or a person takes of a target."""

    value: Decimal
    department: str = ""
    person: Person | None = None


@action("定目标", by=goals.SETS)
def set_targets(ctx: Act, *, month: date, rows: list[Goal], reason: str = "") -> None:
    """The store's targets of a month, all figures on one sheet; what stood there before is replaced."""
    first = month.replace(day=1)
    goals.refuse_past_month(ctx, first)
    wanted = {figure_named(each.figure): each.value for each in rows}
    if len(wanted) != len(rows):
        raise Refusal("同一个指标填了两次：请只留一行")
    standing = goals.targets_in_force(ctx).filter(span=MONTH, first=first, department="", person=None)
    kept = Kept(ctx, standing.order_by("pk").lock())
    for figure, value in wanted.items():
        kept.put(Target(figure=figure.name, first=first, value=value), reason)
    kept.save()


@action("定全年目标", by=goals.SETS)
def set_year_target(
    ctx: Act, *, figure: str, year: int, value: Decimal, rows: list[MonthGoal], reason: str = ""
) -> None:
    """A year split to its months: they add up to it; months that are over keep what they had."""
    found = figure_named(figure)
    if not ctx.today.year <= year <= ctx.today.year + 2:
        raise Refusal(f"全年目标从 {ctx.today.year} 年定起，最远定到 {ctx.today.year + 2} 年")
    months = {date(year, month_in(each.month), 1): each.value for each in rows}
    for first in months:
        goals.refuse_past_month(ctx, first)
    standing = goals.targets_in_force(ctx).filter(
        figure=found.name, first__year=year, department="", person=None
    )
    kept = Kept(ctx, standing.order_by("pk").lock())
    over = {each.first: each.value for each in kept.found.values() if each.span == MONTH}
    refuse_gap(found, f"{year} 年定的", value, [*({**over, **months}).values()])
    kept.put(Target(figure=found.name, span=YEAR, first=date(year, 1, 1), value=value), reason)
    for first, share in months.items():
        kept.put(Target(figure=found.name, first=first, value=share), reason)
    kept.save()


@action("分解目标", by=goals.SPLITS)
def split_target(ctx: Act, target: Target, *, rows: list[Share], reason: str = "") -> None:
    """A target goes whole to departments, or to the people of one: what is split equals what was set."""
    refuse_old(ctx, target)
    if not target.of.additive:
        raise Refusal(f"{target.of.label}不用分：各部门、每个人都按同一个目标")
    department = goals.splits_to(target)
    shares = [one_of(ctx, target, department, each) for each in rows]
    refuse_twice(shares)
    refuse_gap(target.of, f"{target.whose}定的", target.value, [each.value for each in shares])
    standing = goals.targets_in_force(ctx).filter(span=MONTH, first=target.first, figure=target.figure)
    people, departments = Q(department=department, person__isnull=False), Q(person=None) & ~Q(department="")
    kept = Kept(ctx, standing.filter(people if department else departments).order_by("pk").lock())
    kept.leave_only(shares, reason)
    kept.save()


@action("改目标", by=goals.SETS)
def change_target(ctx: Act, target: Target, *, value: Decimal, reason: str) -> None:
    """Another value for the rest of the month's days, as a new edition; its parts are to be split again."""
    refuse_old(ctx, target)
    if target.department:
        raise Refusal("部门和个人的目标在“分解目标”里改，合计才对得上")
    if value == target.value:
        raise Refusal("和现在的目标一样：请填新的数")
    kept = Kept(ctx, [target])
    kept.put(Target(figure=target.figure, span=target.span, first=target.first, value=value), reason)
    kept.save()


@action("确认目标", by=ANYBODY)
def acknowledge_targets(ctx: Act, *, targets: list[Target]) -> None:
    """He has seen what is asked of him, as it stands now; another edition is acknowledged anew (NBI-01)."""
    chosen = {each.pk for each in targets}
    if not chosen:
        raise Refusal("请选要确认的目标")
    locked = list(Target.objects.of(ctx).filter(pk__in=chosen).order_by("pk").lock())
    mine = goals.aimed_at_himself(ctx, ctx.today.replace(day=1))
    if mine.filter(pk__in=chosen).count() < len(chosen):
        raise Refusal("有的目标刚刚改过，或者不是您的：请刷新，看清现在的数再确认")
    seen = goals.acknowledged_of(ctx, locked)
    new = [each for each in locked if (each.pk, ctx.person_id) not in seen]
    if not new:
        raise Refusal("这些目标您都确认过了：不用再点")
    Acknowledgement.objects.add_many(
        Acknowledgement(target=each, person=himself(ctx), at=ctx.now) for each in new
    )


@action("撤回确认", by=ANYBODY)
def take_back_acknowledgement(ctx: Act, acknowledgement: Acknowledgement, *, why: str) -> None:
    """Pressed by mistake, or not agreed after all: the target waits for him again."""
    if acknowledgement.person_id != ctx.person_id:
        raise Refusal(f"这是{acknowledgement.person}确认的：由本人撤回")
    if acknowledgement.taken_back_at is not None:
        raise Refusal("已经撤回过了")
    refuse_old(ctx, acknowledgement.target)
    if not why.strip():
        raise Refusal("请写为什么撤回")
    acknowledgement.taken_back_at, acknowledgement.why = ctx.now, why.strip()
    acknowledgement.save()


class Kept:
    """Targets that stand, and what replaces them: each change a new edition with its reason."""

    def __init__(self, ctx: Act, standing: Iterable[Target]) -> None:
        """They are locked."""
        self.ctx = ctx
        self.found = {place_of(each): each for each in standing}
        self.new: list[Target] = []
        self.replaced: list[Target] = []

    def put(self, wanted: Target, reason: str) -> None:
        """This instead of what stands in its place; the same value changes nothing."""
        step = wanted.of.step
        if not 0 <= wanted.value <= MOST or wanted.value != wanted.value.quantize(step):
            raise Refusal(
                f"{wanted.whose} {wanted.of.label}填的 {wanted.value} 不对：请填到 {step} {wanted.of.unit}"
            )
        before = self.found.get(place_of(wanted))
        if before is not None and before.value == wanted.value:
            return
        if before is not None:
            if not reason.strip():
                raise Refusal(f"{before} 已经定为 {told(before.of, before.value)}：要改请写原因")
            self.replace(before)
            wanted.edition, wanted.reason = before.edition + 1, reason.strip()
        ctx = self.ctx
        wanted.store_id, wanted.set_by_id = ctx.store_id, ctx.person_id or 0
        wanted.set_at = wanted.acted_at = ctx.now
        self.new.append(wanted)

    def leave_only(self, wanted: Sequence[Target], reason: str) -> None:
        """These, and nothing for whoever is not named any more."""
        for each in wanted:
            self.put(each, reason)
        named = {place_of(each) for each in wanted}
        for place, each in self.found.items():
            if place not in named:
                self.replace(each)

    def replace(self, each: Target) -> None:
        each.replaced_at = self.ctx.now
        self.replaced.append(each)

    def save(self) -> None:
        if not (self.new or self.replaced):
            raise Refusal("没有改动：填了新的数再交")
        Target.objects.change_many(self.replaced, ["replaced_at"])
        Target.objects.add_many(self.new)


def place_of(target: Target) -> tuple[str, str, date, str, int | None]:
    return target.figure, target.span, target.first, target.department, target.person_id


def figure_named(name: str) -> Figure:
    if name not in FIGURES:
        raise Refusal("没有这个指标：请刷新页面再填")
    return FIGURES[name]


def month_in(month: int) -> int:
    if not 1 <= month <= 12:
        raise Refusal("月份是 1 到 12：请核对")
    return month


def refuse_old(ctx: Act, target: Target) -> None:
    if target.replaced_at is not None:
        raise Refusal(f"{target} 已经改过：请刷新，按新的目标来做")
    if target.span == YEAR:
        raise Refusal("全年目标在“定全年目标”里改：连各月一起改")
    goals.refuse_past_month(ctx, target.first)


def one_of(ctx: Act, target: Target, department: str, share: Share) -> Target:
    """The target of whoever takes a share; of people only those of the department."""
    made = Target(figure=target.figure, first=target.first, value=share.value)
    if department:
        goals.refuse_who_may_not_split(ctx, department)
        if share.person is None or share.person.department != department:
            raise Refusal(
                f"这个目标分给{Department(department).label}的人：{share.person or '有一行'}不在这个部门"
            )
        made.department, made.person = department, share.person
        return made
    if not ctx.roles.intersection(goals.SETS):
        raise Refusal("全店的目标由总经理分到部门")
    if share.department not in target.of.departments:
        raise Refusal("有一行不是这个指标的部门：请刷新页面再填")
    made.department = share.department
    return made


def refuse_twice(shares: Sequence[Target]) -> None:
    if len({place_of(each) for each in shares}) != len(shares):
        raise Refusal("同一个人或部门填了两行：请只留一行")


def refuse_gap(figure: Figure, of: str, value: Decimal, parts: Sequence[Decimal]) -> None:
    """What is split equals what was set; ratios do not add up, each part is the whole."""
    if not figure.additive:
        if any(part != value for part in parts):
            raise Refusal(f"{figure.label}是比率，不分摊：每个月都填 {told(figure, value)}")
        return
    total = sum(parts, Decimal(0))
    if total != value:
        gap = value - total
        more = f"还差 {told(figure, gap)}，请补上" if gap > 0 else f"多了 {told(figure, -gap)}，请减掉"
        raise Refusal(f"合计 {told(figure, total)}，{of}是 {told(figure, value)}：{more}再交")
