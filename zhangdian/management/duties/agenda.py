"""What a meeting should speak about, drawn from what is open when it is opened (lessons 16, SVM-26)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.kernel.figures import FIGURES
from zhangdian.management.duties import given, reported, samples, team, walks
from zhangdian.management.duties.models import Decision, Meeting
from zhangdian.people.organization import superiors

MOST = 8
"""Of one sort: a meeting of a quarter of an hour speaks of few things, the worst first."""


@dataclass(frozen=True)
class Point:
    """One thing to speak about, how it stands, and the page that tells more."""

    what: str
    remark: str = ""
    address: str = ""


def points_for(ctx: Any) -> list[Point]:
    """For who leads: open decisions stand first; then matters, duties, exceptions, rounds, his figures."""
    sorts = (decisions, matters, duties, exceptions, drawn, faults, figures)
    return [point for sort in sorts for point in sort(ctx)]


def open_decisions(ctx: Any) -> Any:
    """Those of the meetings that he led, or that his people owe: not done, or not looked at yet."""
    below = superiors.roles_below(ctx)
    mine = Q(meeting__leader=ctx.person_id) | Q(item__role__in=below)
    rows = Decision.objects.of(ctx).filter(mine, confirmed_at=None, item__excused="")
    return rows.select_related("item__person", "meeting").order_by("item__due_at", "pk")


def of_reviews(ctx: Any) -> list[Point]:
    """For a management review: what the last ones decided and is open."""
    rows = open_decisions(ctx).filter(meeting__kind=Meeting.Kind.REVIEW)
    return list(told(ctx, rows[: MOST * 2]))


def decisions(ctx: Any) -> Iterator[Point]:
    return told(ctx, open_decisions(ctx)[: MOST * 2])


def told(ctx: Any, rows: Iterable[Decision]) -> Iterator[Point]:
    for each in rows:
        item = each.item
        stands = "已办，待确认" if item.done_at else str(item.standing_at(ctx.now).label)
        yield Point(
            f"上次决定：{item.sentence}"[:200],
            f"{item.person} · {item.day:%m-%d} · {stands}",
            reverse("duties:meeting", args=[each.meeting_id]),
        )


def matters(ctx: Any) -> Iterator[Point]:
    """What was reported and nobody has answered, what is late first."""
    for each in reported.unanswered_about(ctx)[:MOST]:
        late = "超时" if each.is_late(ctx.now) else "待答复"
        yield Point(
            f"上报：{each.what}"[:200],
            f"{each.reported_by} · 等{each.get_asked_display()} · {late}",
            reverse("duties:matter", args=[each.pk]),
        )


def duties(ctx: Any) -> Iterator[Point]:
    """What was late or left undone yesterday and today below him."""
    late = team.late_below(ctx).filter(day__gte=ctx.today - given.DAY, words="")
    for item in late[:MOST]:
        who = f" {item.person}" if item.person else ""
        yield Point(
            f"{item.code} {item.sentence}"[:200],
            f"{item.get_role_display()}{who} · {item.standing_at(ctx.now).label}",
            reverse("duties:dueitem", args=[item.pk]),
        )


def exceptions(ctx: Any) -> Iterator[Point]:
    """What was gone on with yesterday after a question, by what was asked."""
    yesterday = ctx.today - given.DAY
    for what, reasons in given.grouped(given.given_on(ctx, yesterday))[:MOST]:
        people = "、".join(dict.fromkeys(str(each.entry.person) for each in reasons[:5]))
        address = f"{reverse('duties:exceptions')}?day={yesterday:%Y-%m-%d}"
        yield Point(f"例外：{what} {len(reasons)} 次"[:200], people, address)


def drawn(ctx: Any) -> Iterator[Point]:
    """What samples of yesterday and today found not in order below him."""
    found = samples.faults_below(ctx, ctx.today - given.DAY, ctx.today)
    for each in found.select_related("item", "whose")[:MOST]:
        who = f"{each.whose} · " if each.whose else ""
        remark = f"{who}{each.item.get_role_display()}抽查"
        yield Point(
            f"抽查不合格：{each.title} {each.words}"[:200],
            remark,
            reverse("duties:dueitem", args=[each.item_id]),
        )


def faults(ctx: Any) -> Iterator[Point]:
    """What rounds found below him and nobody has mended."""
    found = walks.unmended(ctx).filter(round__role__in=superiors.roles_below(ctx))
    for fault in found.select_related("round__walker", "point")[:MOST]:
        remark = f"{fault.round.get_role_display()} {fault.round.walker}"
        yield Point(f"巡查：{fault}"[:200], remark, reverse("duties:round", args=[fault.round_id]))


def figures(ctx: Any) -> Iterator[Point]:
    """What he answers for, this month so far; not what some of those who are called may not see."""
    own = (each for each in FIGURES.values() if each.owner in ctx.roles and not each.sight)
    for each in own:
        value = each(ctx, ctx.today.replace(day=1), ctx.today).value
        if value is not None:
            yield Point(
                f"指标：{each.label} {value}{each.unit}", "这个月到今天", reverse("reports:indicators")
            )
