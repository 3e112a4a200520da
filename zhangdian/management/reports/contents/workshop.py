"""The workshop's tables: hands, faults and who found them, delays."""

from collections import Counter
from decimal import Decimal

from django.db.models import Count, Q

from zhangdian.foundation.kernel import figures
from zhangdian.frontline.service import figures as service
from zhangdian.frontline.service import orders
from zhangdian.frontline.service.models import Check, OrderLine, ProgressNote, RepairOrder
from zhangdian.management.reports.contents.tools import (
    CARS,
    HERE,
    LONGEST,
    N,
    amount_of,
    of_car,
    share,
    span_of,
    within,
)
from zhangdian.management.reports.kinds import About
from zhangdian.management.reports.sections import Cell, Heading, Number, Sort, Table, section
from zhangdian.people.organization.models import Person


@section("shop_floor", "车间现在：合格、过夜、超时", sort=Sort.NUMBER)
def shop_floor(about: About) -> list[Number]:
    """Cars that passed, stay over night, are past their promise."""
    own = RepairOrder.objects.of(about.ctx)
    passed = own.filter(within("final_passed_at", span_of(about))).count()
    here = own.filter(HERE).exclude(number="").count()
    late = orders.past_promise(own, about.ctx).count()
    told = {"总检合格": passed, "在厂过夜": here, "超过承诺": late}
    return [Number(name, Decimal(count), "台") for name, count in told.items()]


@section("by_technician", "各技师的工时和效率")
def by_technician(about: About) -> Table:
    """Hours that were sold and hours that were clocked, hand by hand."""
    ctx = about.ctx
    sold = figures.by_person(ctx, service.sold_hours, *about.days)
    clocked = figures.by_person(ctx, service.clocked_hours, *about.days)
    share_of = figures.by_person(ctx, service.efficiency, *about.days)
    lines = figures.by_person(ctx, service.lines_right_at_once, *about.days)
    people = Person.objects.of(ctx).filter(pk__in=sold).order_by("name", "pk")
    rows: list[list[Cell]] = [
        [
            each.name,
            lines[each.pk].of,
            amount_of(sold[each.pk]),
            amount_of(clocked.get(each.pk)),
            share_of[each.pk].value,
        ]
        for each in people
    ]
    headings = [
        Heading("技师"),
        Heading("项", N),
        Heading("完工工时", N),
        Heading("打卡小时", N),
        Heading("效率 %", N),
    ]
    return Table("技师", headings, rows, "没有完工的项目")


@section("reworked", "检查退回的车")
def reworked(about: About) -> Table:
    """Checks that a car did not pass, and why."""
    failed = Check.objects.of(about.ctx).filter(within("checked_at", span_of(about)), passed=False)
    rows = [
        [*of_car(each.order), each.get_stage_display(), each.remark]
        for each in failed.select_related("order__advisor").order_by("checked_at", "pk")[:LONGEST]
    ]
    return Table("检查退回", [*CARS, Heading("哪一关"), Heading("为什么")], rows, "没有退回")


@section("delays", "报过的延误")
def delays(about: About) -> Table:
    late = ProgressNote.About.DELAY
    notes = ProgressNote.objects.of(about.ctx).filter(within("reported_at", span_of(about)), about=late)
    rows = [
        [*of_car(each.order), each.words]
        for each in notes.select_related("order__advisor").order_by("reported_at", "pk")[:LONGEST]
    ]
    return Table("报过延误", [*CARS, Heading("为什么")], rows, "没有延误")


@section("checks_by_stage", "各级检查的合格率")
def checks_by_stage(about: About) -> Table:
    """How many were checked at each level, and how many passed (QCI-02)."""
    checked = Check.objects.of(about.ctx).filter(within("checked_at", span_of(about)))
    counted = checked.values_list("stage").annotate(all=Count("pk"), good=Count("pk", filter=Q(passed=True)))
    found = {stage: (count, good) for stage, count, good in counted.order_by()}
    rows: list[list[Cell]] = []
    for stage in Check.Stage:
        count, good = found.get(stage, (0, 0))
        if count:
            rows.append([stage.label, count, count - good, share(good, count)])
    headings = [Heading("哪一级"), Heading("检查", N), Heading("退回", N), Heading("合格 %", N)]
    return Table("各级检查", headings, rows, "没有检查")


@section("faults_by_hand", "返工按班组和技师")
def faults_by_hand(about: About) -> Table:
    """Lines that a check sent back, of those that each hand finished (QCI-02)."""
    done = OrderLine.objects.of(about.ctx).filter(within("finished_at", span_of(about)))
    counted = done.values_list("technician__team", "technician__name").annotate(
        lines=Count("pk"), back=Count("pk", filter=Q(reworks__gt=0))
    )
    rows: list[list[Cell]] = [
        [team or "没有班组", name or "", lines, back, share(lines - back, lines)]
        for team, name, lines, back in counted.order_by("technician__team", "-back", "technician__name")
    ]
    headings = [
        Heading("班组"),
        Heading("技师"),
        Heading("完工项", N),
        Heading("返工项", N),
        Heading("一次合格 %", N),
    ]
    return Table("返工按人", headings, rows, "没有完工的项目")


@section("faults_by_work", "返工按项目")
def faults_by_work(about: About) -> Table:
    """Which operations come back (QCI-02)."""
    back = OrderLine.objects.of(about.ctx).filter(within("finished_at", span_of(about)), reworks__gt=0)
    counted = Counter(dict(back.values_list("name").annotate(times=Count("pk")).order_by()))
    rows: list[list[Cell]] = [[name, times] for name, times in counted.most_common(LONGEST)]
    return Table("返工按项目", [Heading("项目"), Heading("返工", N)], rows, "没有返工")
