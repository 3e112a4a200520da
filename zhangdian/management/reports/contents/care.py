"""Customer care's tables: calls, scores, complaints by cause."""

from django.db.models import Count, Q

from zhangdian.aftercare.care import figures as care
from zhangdian.aftercare.care import queries as calls
from zhangdian.aftercare.care.models import CallAttempt, Complaint, FollowUp, Unreached
from zhangdian.foundation.kernel import clock
from zhangdian.management.reports.contents.tools import LONGEST, N, share, span_of, within
from zhangdian.management.reports.kinds import About
from zhangdian.management.reports.sections import Cell, Heading, Table, section


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
