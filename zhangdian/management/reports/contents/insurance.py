"""Insurance's tables: what was signed, how renewals stand by each definition, the funnel, commission."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q, Sum

from zhangdian.aftercare.insurance import commissions
from zhangdian.aftercare.insurance import figures as insurance
from zhangdian.aftercare.insurance.models import (
    CommissionReceipt,
    CommissionStatement,
    Insurer,
    Policy,
    Renewal,
)
from zhangdian.aftercare.insurance.sent import accidents as sent
from zhangdian.aftercare.insurance.sights import COMMISSION
from zhangdian.foundation.kernel import clock, figures
from zhangdian.foundation.kernel.figures import FIGURES
from zhangdian.foundation.kernel.money import FEN, ZERO
from zhangdian.management.reports.contents.tools import N, Y, share, span_of, within
from zhangdian.management.reports.kinds import About
from zhangdian.management.reports.sections import Cell, Chart, Heading, Sort, Table, section
from zhangdian.people.customers.sights import PRICES
from zhangdian.people.organization import goals
from zhangdian.people.organization.roles import Department

SOON = 14
"""Days before the end within which a customer should have been spoken to."""
DEFINITIONS = (
    insurance.renewal_rate,
    insurance.commercial_renewal_rate,
    insurance.signed_renewal_rate,
    insurance.first_renewal_rate,
    insurance.later_renewal_rate,
    insurance.whole_renewal_rate,
    insurance.same_insurer_rate,
    insurance.quoted_rate,
    insurance.quotes_won_rate,
)
"""Each with its name, so that no rate is read as another."""
MONTHS_AHEAD = 2


def signed_in(ctx: Any, first: Any, last: Any) -> Any:
    return insurance.signed(ctx).filter(signed_on__gte=first, signed_on__lte=last).order_by()


def mean(premium: Decimal | None, count: int) -> Decimal | None:
    return (premium / count).quantize(FEN) if premium is not None and count else None


@section("insurance_first", "保险：先看这些")
def insurance_first(about: About) -> Table:
    """What a manager should ask about first: only what is so."""
    ctx = about.ctx
    soon = ctx.today + timedelta(days=SOON)
    open_ones = Renewal.objects.of(ctx).open()
    counted = open_ones.aggregate(
        over=Count("pk", filter=Q(expires_on__lt=ctx.today)),
        silent=Count(
            "pk", filter=Q(state=Renewal.State.WAITING, expires_on__gte=ctx.today, expires_on__lte=soon)
        ),
        passed=Count("pk", filter=Q(next_at__lt=ctx.midnight)),
        nobody=Count("pk", filter=Q(owner=None)),
    )
    unchecked = Policy.objects.of(ctx).filter(state=Policy.State.ENTERED).count()
    rows: list[list[Cell]] = [
        ["保险已经到期，还没有结果", counted["over"], "台", "续了的绑上新保单，没续的写战败原因"],
        [f"{SOON} 天内到期，还没谈上", counted["silent"], "台", "先打这些"],
        ["约好的联系过了没打", counted["passed"], "台", "今天补打"],
        ["没有负责人", counted["nobody"], "台", "请指定人"],
        ["保单等复核", unchecked, "张", "没复核的也算在出单里"],
    ]
    told = [row for row in rows if row[1]]
    then, now = figures.of_spans(ctx, insurance.renewal_rate, [about.before, about.days])
    if then and now and then.value is not None and now.value is not None and now.value < then.value:
        told.insert(
            0, ["续保率（到期口径）比上一期低", then.value - now.value, "个百分点", f"上一期 {then.value}%"]
        )
    headings = [Heading("什么"), Heading("数", N), Heading("单位"), Heading("怎么办")]
    return Table("先看这些", headings, told, "没有要特别看的")


@section("insurance_targets", "保险目标对照")
def insurance_targets(about: About) -> Table:
    """The month to the last of the days against its target; what nobody aimed at does not stand here."""
    ctx, month = about.ctx, about.last.replace(day=1)
    set_for = goals.goals_of(ctx, month)
    rows: list[list[Cell]] = []
    for each in FIGURES.values():
        ours = each.departments == (Department.FINANCE_INSURANCE,) and not each.sight
        aim = set_for.of(each) if ours else None
        if aim is None:
            continue
        value = each(ctx, month, about.last).value
        met = "" if value is None else "达到" if each.met_by(value, aim.value) else "没达到"
        done = None if value is None else share(value, aim.value)
        rows.append([each.label, each.unit, aim.value, value, done, met])
    headings = [
        Heading("指标"),
        Heading("单位"),
        Heading("目标", N),
        Heading("做到", N),
        Heading("占目标 %", N),
        Heading("结果"),
    ]
    title = f"目标对照（{month:%Y-%m}，到 {about.last:%m-%d}）"
    return Table(title, headings, rows, "这个月没有定保险的目标：请总经理在指标里定")


@section("insured_by_desk", "出单按新车和续保")
def insured_by_desk(about: About) -> Table:
    """Of both desks: policies and premium, and those of the time before."""
    now, then = (desks_in(about.ctx, *span) for span in (about.days, about.before))
    rows: list[list[Cell]] = []
    for desk in Policy.Desk:
        count, cars, premium = now.get(desk, (0, 0, ZERO))
        before, _, premium_before = then.get(desk, (0, 0, ZERO))
        rows.append([desk.label, count, cars, premium, mean(premium, count), before, premium_before])
    headings = [
        Heading("业务"),
        Heading("件", N),
        Heading("台", N),
        Heading("保费", Y),
        Heading("件均", Y),
        Heading("上一期件", N),
        Heading("上一期保费", Y),
    ]
    return Table("新车和续保", headings, rows)


def desks_in(ctx: Any, first: Any, last: Any) -> dict[str, tuple[int, int, Decimal]]:
    rows = signed_in(ctx, first, last).values_list("desk")
    told = rows.annotate(n=Count("pk"), cars=Count("vehicle", distinct=True), sum=Sum("net_premium"))
    return {desk: (count, cars, premium) for desk, count, cars, premium in told}


@section("renewal_rates", "续保率的各种口径")
def renewal_rates(about: About) -> Table:
    """By each definition, with its formula beside it."""
    rows: list[list[Cell]] = []
    for each in DEFINITIONS:
        then, now = figures.of_spans(about.ctx, each, [about.before, about.days])
        rows.append(
            [
                each.label,
                now.count if now else None,
                now.of if now else None,
                now.value if now else None,
                then.value if then else None,
                each.formula,
            ]
        )
    headings = [
        Heading("口径"),
        Heading("做到", N),
        Heading("应做", N),
        Heading("%", N),
        Heading("上一期 %", N),
        Heading("怎么算"),
    ]
    return Table("续保率的各种口径", headings, rows)


@section("renewal_funnel", "续保漏斗按到期月")
def renewal_funnel(about: About) -> Table:
    """The lists of the months that are worked at: how far each has come today."""
    month = about.last.replace(day=1)
    ahead = month + relativedelta(months=MONTHS_AHEAD)
    listed = Renewal.objects.of(about.ctx).filter(month__gte=month, month__lte=ahead)
    told = (
        listed.order_by()
        .values_list("month")
        .annotate(
            cars=Count("pk"),
            spoken=Count("pk", filter=Q(reached_at__isnull=False)),
            quoted=Count("pk", filter=Q(quoted_at__isnull=False)),
            won=Count("pk", filter=insurance.WON),
            lost=Count("pk", filter=Q(state=Renewal.State.LOST)),
        )
    )
    rows: list[list[Cell]] = [
        [f"{of:%Y-%m}", cars, spoken, quoted, won, lost, cars - won - lost, share(won, cars)]
        for of, cars, spoken, quoted, won, lost in sorted(told)
    ]
    headings = [
        Heading("到期月"),
        Heading("名单", N),
        Heading("谈上", N),
        Heading("短信报价", N),
        Heading("续保", N),
        Heading("战败", N),
        Heading("还在谈", N),
        Heading("续保 %", N),
    ]
    return Table("续保漏斗", headings, rows, "这几个月没有续保名单")


@section("not_renewed", "到期没有续的车")
def not_renewed(about: About) -> Table:
    """The cars that make the rate less than a hundred: each with its state, or why it was lost."""
    ctx = about.ctx
    ended = insurance.renewal_rate.facts(ctx).of_days(ctx, *about.days).exclude(insurance.WON)
    rows = ended.select_related("vehicle", "policy__insurer").order_by("expires_on", "pk")
    told: list[list[Cell]] = [
        [
            each.plate or str(each.vehicle),
            f"{each.expires_on:%m-%d}",
            str(each.policy.insurer),
            str(each.owner or "没有负责人"),
            each.stands,
        ]
        for each in rows[:MOST_LISTED]
    ]
    if len(told) == MOST_LISTED and (more := rows.count() - MOST_LISTED) > 0:
        told.append([f"还有 {more} 台", "", "", "", "在“续保率”的记录里看"])
    headings = [Heading(each) for each in ("车", "保到", "原来的公司", "负责人", "状态或战败原因")]
    return Table("到期没有续的车", headings, told, "到期的都续了，或者没有到期的")


MOST_LISTED = 300
"""So many cars stand in a report; the rest is a click away."""


@section("insured_by_person", "保险业务按人")
def insured_by_person(about: About) -> Table:
    """Who signed what, and of the cars that were his to renew: how many were."""
    ctx, days = about.ctx, about.days
    found: dict[str, list[Any]] = defaultdict(lambda: [0, 0, ZERO, 0, 0])
    signed = signed_in(ctx, *days).values_list("entered_by__name")
    for name, new, again, premium in signed.annotate(
        new=Count("pk", filter=Q(desk=Policy.Desk.NEW_CAR)),
        again=Count("pk", filter=Q(desk=Policy.Desk.RENEWAL)),
        sum=Sum("net_premium"),
    ):
        found[name][:3] = new, again, premium
    due = insurance.renewal_rate.facts(ctx).of_days(ctx, *days).order_by()
    for name, cars, won in due.values_list("owner__name").annotate(
        cars=Count("pk"), won=Count("pk", filter=insurance.WON)
    ):
        found[name or "没有负责人"][3:] = cars, won
    rows: list[list[Cell]] = [
        [name, *told, share(told[4], told[3])]
        for name, told in sorted(found.items(), key=lambda each: (-each[1][2], each[0]))
    ]
    headings = [
        Heading("谁"),
        Heading("新车件", N),
        Heading("续保件", N),
        Heading("保费", Y),
        Heading("到期应续", N),
        Heading("已续", N),
        Heading("续保率 %", N),
    ]
    return Table("按人", headings, rows, "没有出单，也没有到期的车")


@section("insured_by_insurer", "保险业务按保险公司")
def insured_by_insurer(about: About) -> Table:
    """With whom it was signed, the most premium first; of whose cars that ended, how many renewed."""
    ctx, days = about.ctx, about.days
    signed = signed_in(ctx, *days).values_list("insurer__short_name")
    told = {
        name: (count, premium)
        for name, count, premium in signed.annotate(n=Count("pk"), sum=Sum("net_premium"))
    }
    due = insurance.renewal_rate.facts(ctx).of_days(ctx, *days).order_by()
    ended = {
        name: (cars, won)
        for name, cars, won in due.values_list("policy__insurer__short_name").annotate(
            cars=Count("pk"), won=Count("pk", filter=insurance.WON)
        )
    }
    whole = sum((premium for _, premium in told.values()), ZERO)
    rows: list[list[Cell]] = []
    for name in sorted({*told, *ended}, key=lambda each: (-told.get(each, (0, ZERO))[1], each)):
        (count, premium), (cars, won) = told.get(name, (0, ZERO)), ended.get(name, (0, 0))
        rows.append([name, count, premium, share(premium, whole), cars, won, share(won, cars)])
    headings = [
        Heading("保险公司"),
        Heading("件", N),
        Heading("保费", Y),
        Heading("占比 %", N),
        Heading("到期应续", N),
        Heading("已续", N),
        Heading("续保率 %", N),
    ]
    return Table("按保险公司", headings, rows, "没有出单，也没有到期的车")


@section("sent_by_insurer", "送修对签单保费", sights=[PRICES.name])
def sent_by_insurer(about: About) -> Table:
    """What each insurer sent to be repaired, beside the premium placed with him."""
    rows: list[list[Cell]] = [
        [each.name, each.cars, each.value, each.premium, each.ratio]
        for each in sent.by_insurer(about.ctx, *about.days)
    ]
    headings = [
        Heading("保险公司"),
        Heading("送修台", N),
        Heading("产值", Y),
        Heading("签单保费", Y),
        Heading("修保比 %", N),
    ]
    return Table("送修和保费", headings, rows, "没有送修，也没有签单")


@section("repair_per_premium", "修保比按保险公司", sights=[PRICES.name], sort=Sort.COURSE)
def repair_per_premium(about: About) -> Chart:
    """The same share, insurer by insurer; of one with whom nothing was placed there is none."""
    told = sent.by_insurer(about.ctx, *about.days)[:MOST_DRAWN]
    return Chart("修保比按保险公司（%）", "%", [(each.name, each.ratio) for each in told])


MOST_DRAWN = 12


@section("lost_because", "续保战败原因")
def lost_because(about: About) -> Table:
    """Why customers did not renew here, by the day on which it was known; and those of the time before."""
    ctx = about.ctx
    then = dict(lost_in(ctx, clock.days_bounds(*about.before, ctx.standing.zone)))
    now = lost_in(ctx, span_of(about))
    whole = sum(count for _, count in now)
    rows: list[list[Cell]] = [[name, count, share(count, whole), then.get(name, 0)] for name, count in now]
    headings = [Heading("原因"), Heading("台", N), Heading("占比 %", N), Heading("上一期", N)]
    return Table("战败原因", headings, rows, "没有战败")


def lost_in(ctx: Any, span: Any) -> list[tuple[str, int]]:
    rows = (
        Renewal.objects.of(ctx).filter(within("lost_at", span)).order_by().values_list("lost_because__name")
    )
    return list(rows.annotate(n=Count("pk")).order_by("-n", "lost_because__name"))


@section("commission_by_insurer", "手续费按保险公司", sights=[COMMISSION.name])
def commission_by_insurer(about: About) -> Table:
    """By the agreement of the policies signed; what came in; what is agreed and not paid."""
    ctx, (first, last) = about.ctx, about.days
    expected = commissions.expected_of(ctx, first, last)
    came = dict(
        CommissionReceipt.objects.of(ctx)
        .filter(received_on__gte=first, received_on__lte=last)
        .order_by()
        .values_list("statement__insurer")
        .annotate(Sum("amount"))
    )
    agreed = CommissionStatement.objects.of(ctx).filter(state=CommissionStatement.State.AGREED)
    left = dict(agreed.order_by().values_list("insurer").annotate(left=Sum("agreed") - Sum("received")))
    rows: list[list[Cell]] = []
    for insurer in Insurer.objects.of(ctx).filter(pk__in={*expected, *came, *left}).order_by("short_name"):
        due = expected.get(insurer.pk, commissions.Expected())
        rows.append(
            [
                insurer.short_name,
                due.sum,
                due.given,
                due.net,
                due.unrated,
                came.get(insurer.pk, ZERO),
                left.get(insurer.pk, ZERO),
            ]
        )
    headings = [
        Heading("保险公司"),
        Heading("本期保单应得", Y),
        Heading("其中让利", Y),
        Heading("让后应得", Y),
        Heading("没有费率的件", N),
        Heading("本期到账", Y),
        Heading("对好账未收", Y),
    ]
    return Table("手续费", headings, rows, "没有手续费")
