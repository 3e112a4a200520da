"""What waits of renewals: calls of today, lists to be confirmed, calls that nobody made."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from zhangdian.aftercare.insurance.models import Quote, Renewal, RenewalMonth
from zhangdian.aftercare.insurance.posts import RENEWERS
from zhangdian.aftercare.insurance.renewals.queries import to_call
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Tally, Waits
from zhangdian.people.organization.roles import Role

SHOWN = 20


@Tally
def calls_waiting(ctx: Any) -> Waits:
    return Waits(to_call(ctx), Q(next_at__lt=ctx.midnight))


@queue("续保跟进", (Role.RENEWAL_SPECIALIST,), calls_waiting)
def renewals_to_call(ctx: Any) -> list[Task]:
    """One line a car, by the hour that was agreed or planned; late on the day after (RNW-05)."""
    return [
        Task(
            title=f"续保 {each.get_state_display()}",
            url=reverse("insurance:renewal", args=[each.pk]),
            verb="打",
            since=each.next_at,
            due=each.next_at if each.next_at > ctx.now else None,
            plate=each.vehicle.plate,
            remark=remark_of(each),
            tone="late" if each.next_at < ctx.midnight else "",
        )
        for each in with_quotes(ctx, to_call(ctx)).select_related("vehicle")[:SHOWN]
    ]


def with_quotes(ctx: Any, rows: Any) -> Any:
    """Each knows whether its car has a quote that still holds."""
    valid = Quote.objects.of(ctx).valid_on(ctx.today).filter(vehicle=OuterRef("vehicle"))
    return rows.annotate(is_quoted=Exists(valid))


def remark_of(renewal: Any) -> str:
    """Until when, the last talk, and whether he has a quote (RNW-37)."""
    talked = f"上次谈 {renewal.reached_at:%m-%d}" if renewal.reached_at else "还没谈过"
    return f"保到 {renewal.expires_on:%m-%d} · {talked} · {'有报价' if renewal.is_quoted else '没有报价'}"


def to_confirm(ctx: Any) -> Any:
    rows = RenewalMonth.objects.of(ctx).filter(state=RenewalMonth.State.DRAWN_UP)
    return rows.filter(month__gte=ctx.month).order_by("month")


@queue("续保名单", RENEWERS, lambda ctx: Waits(to_confirm(ctx), most=SHOWN))
def months_to_confirm(ctx: Any) -> list[Task]:
    """Lists that nobody has looked through yet (RNW-04)."""
    return [
        Task(
            title=f"{each} 待确认",
            url=reverse("insurance:renewalmonth", args=[each.pk]),
            verb="确认",
            since=each.drawn_at,
            remark=f"{each.cars} 台，5 日前确认",
        )
        for each in to_confirm(ctx)
    ]


def not_called(ctx: Any) -> Any:
    return Renewal.objects.of(ctx).open().filter(next_at__lt=ctx.midnight)


@queue("续保过期没打", (Role.FI_MANAGER,), lambda ctx: Waits(not_called(ctx), late=True, most=1))
def renewals_not_called(ctx: Any) -> list[Task]:
    """What his people let pass, in one line (RNW-05)."""
    count = not_called(ctx).count()
    if not count:
        return []
    url = f"{reverse('insurance:renewals')}?overdue=1"
    return [Task(title=f"{count} 台续保过了约定的日子没打", url=url, verb="看", tone="late")]
