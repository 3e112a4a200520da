"""Customer care's tables: calls, scores, complaints by cause."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Avg, Count, F, Q

from zhangdian.aftercare.care import figures as care
from zhangdian.aftercare.care import queries as calls
from zhangdian.aftercare.care.models import CallAttempt, Complaint, FollowUp, Inquiry, Unreached
from zhangdian.foundation.kernel import clock
from zhangdian.management.reports.contents.tools import LONGEST, N, share, span_of, within
from zhangdian.management.reports.kinds import About
from zhangdian.management.reports.sections import Cell, Heading, Table, section
from zhangdian.people.organization.roles import Role


@section("care_shares", "客户关怀")
def care_shares(about: About) -> Table:
    """Of what was owed: what was done."""
    shares = [
        care.called_in_time(about.ctx, *about.days),
        care.reached(about.ctx, *about.days),
        care.agreed_hour_kept(about.ctx, *about.days),
        care.complaints_closed_within(about.ctx, *about.days),
    ]
    headings = [Heading("指标"), Heading("做到", N), Heading("应做", N), Heading("占比 %", N)]
    rows = [[each.name, each.count, each.of, each.percent] for each in shares]
    return Table("客户关怀", headings, rows)


@section("complaints", "还没了结的投诉")
def complaints(about: About) -> Table:
    """Open ones that came since the first day."""
    rows = calls.complaints_of(about.ctx).filter(
        received_at__gte=clock.day_bounds(about.first, about.ctx.standing.zone)[0],
        state__in=Complaint.OPEN,
    )
    return Table(
        "还没了结的投诉",
        [Heading("车牌"), Heading("说什么"), Heading("谁在办"), Heading("到哪一步")],
        [
            [
                str(each.vehicle or ""),
                str(each.words),
                str(each.taken_by or "还没人受理"),
                each.get_state_display(),
            ]
            for each in rows.select_related("vehicle", "taken_by").order_by("received_at", "pk")[:LONGEST]
        ],
        "没有新投诉",
    )


@section("calls_by_caller", "回访按人")
def calls_by_caller(about: About) -> Table:
    """Tried, reached, given up, by who called (CSS-13)."""
    begun = FollowUp.objects.of(about.ctx).filter(
        within("first_tried_at", span_of(about)), kind=FollowUp.Kind.SERVICE
    )
    counted = begun.values_list("caller__name").annotate(
        tried=Count("pk"),
        spoke=Count("pk", filter=Q(reached_at__isnull=False)),
        gone=Count("pk", filter=Q(given_up_at__isnull=False)),
    )
    rows: list[list[Cell]] = [
        [name or "客户自己填的", tried, spoke, gone, share(spoke, tried)]
        for name, tried, spoke, gone in counted.order_by("caller__name")
    ]
    headings = [
        Heading("谁打的"),
        Heading("打过", N),
        Heading("接通", N),
        Heading("放弃", N),
        Heading("接通 %", N),
    ]
    return Table("回访", headings, rows, "没有打回访")


@section("unreached_because", "没接通的原因")
def unreached_because(about: About) -> Table:
    tried = CallAttempt.objects.of(about.ctx).filter(within("at", span_of(about))).exclude(reason="")
    counted = tried.values_list("reason").annotate(times=Count("pk")).order_by("-times", "reason")
    rows: list[list[Cell]] = [[Unreached(reason).label, times] for reason, times in counted]
    return Table("没接通", [Heading("为什么"), Heading("次", N)], rows, "每个都接通了")


@section("scores", "回访各题得分")
def scores(about: About) -> Table:
    """Each question with its answers and its mean, and the mean of the time before (CSR-26, PROC-F-07)."""
    then = {each.question.pk: each.mean for each in care.mean_scores(about.ctx, *about.before)}
    rows: list[list[Cell]] = [
        [each.question.text, each.answers, each.mean, then.get(each.question.pk)]
        for each in care.mean_scores(about.ctx, *about.days)
    ]
    headings = [Heading("题"), Heading("答", N), Heading("均分", N), Heading("上一期", N)]
    return Table("各题得分", headings, rows, "没有打分的回访")


@section("complaints_by_cause", "投诉按事由")
def complaints_by_cause(about: About) -> Table:
    """By department and topic: how many, closed, opened again (CSR-13)."""
    came = calls.complaints_of(about.ctx).filter(within("received_at", span_of(about)))
    counted = came.values_list("topic__department", "topic__name").annotate(
        all=Count("pk"),
        closed=Count("pk", filter=Q(closed_at__isnull=False)),
        again=Count("pk", filter=Q(reopened__gt=0)),
    )
    rows: list[list[Cell]] = [
        list(row) for row in counted.order_by("-all", "topic__department", "topic__name")
    ]
    headings = [
        Heading("部门"),
        Heading("事由"),
        Heading("件", N),
        Heading("已结", N),
        Heading("重开", N),
    ]
    return Table("投诉按事由", headings, rows, "没有投诉")


# ---- inquiries ----------------------------------------------------------------------------------------


def asked_by(about: About, what: str) -> Iterator[list[Any]]:
    """By one field: how many came, those of the time before, in time, mean minutes and mean score.

    Each time is one query; the counts sum to what came.
    """
    then = dict(asked_in(about, about.before).values_list(what).annotate(count=Count("pk")))
    now = (
        asked_in(about, about.days)
        .values_list(what)
        .annotate(
            count=Count("pk"),
            answered=Count("pk", filter=Q(answered_at__isnull=False)),
            in_time=Count("pk", filter=Q(answered_at__lte=F("due_at"))),
            took=Avg("minutes"),
            score=Avg("score"),
        )
    )
    known = {row[0]: row for row in now}
    for key in sorted(known | then, key=lambda key: (-(known.get(key) or (key, 0))[1], str(key))):
        _, count, answered, in_time, took, score = known.get(key) or (key, 0, 0, 0, None, None)
        yield [key, count, then.get(key, 0), answered, in_time, rounded(took, "1"), rounded(score, "0.01")]


def asked_in(about: About, days: tuple[Any, Any]) -> Any:
    """What was asked in these days and not withdrawn, as the figure counts it."""
    begins, ends = clock.days_bounds(*days, about.ctx.standing.zone)
    came = Inquiry.objects.of(about.ctx).filter(asked_at__gte=begins, asked_at__lt=ends)
    return came.exclude(state=Inquiry.State.WITHDRAWN).order_by()


def rounded(mean: Any, step: str) -> Decimal | None:
    return None if mean is None else Decimal(mean).quantize(Decimal(step), ROUND_HALF_UP)


def asked_table(
    title: str, heading: str, rows: Iterable[list[Any]], names: Mapping[Any, str] | None
) -> Table:
    """One row each, and their sum."""
    told: list[list[Cell]] = [
        [
            names.get(key, str(key)) if names is not None else str(key),
            count, before, count - before, share(in_time, answered), took, score,
        ]
        for key, count, before, answered, in_time, took, score in rows
    ]  # fmt: skip
    if told:
        sums = [sum(int(row[place] or 0) for row in told) for place in (1, 2, 3)]
        told.append(["合计", *sums, None, None, None])
    headings = [
        Heading(heading),
        Heading("件", N),
        Heading("上一期", N),
        Heading("变化", N),
        Heading("及时 %", N),
        Heading("平均几分钟", N),
        Heading("均分", N),
    ]
    return Table(title, headings, told, "没有咨询")


@section("inquiries_by_topic", "咨询按主题")
def inquiries_by_topic(about: About) -> Table:
    """What is asked about, and how it changed (CSR-06)."""
    return asked_table("咨询按主题", "主题", asked_by(about, "topic__name"), None)


@section("inquiries_by_channel", "咨询按来路")
def inquiries_by_channel(about: About) -> Table:
    """Whence the questions come (CSR-06)."""
    return asked_table("咨询按来路", "来路", asked_by(about, "channel"), dict(Inquiry.Channel.choices))


@section("inquiries_by_desk", "咨询按岗位")
def inquiries_by_desk(about: About) -> Table:
    """Which post answered them (NBI-11)."""
    return asked_table("咨询按岗位", "岗位", asked_by(about, "desk"), dict(Role.choices))
