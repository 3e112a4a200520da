"""What waits of paper: files that should be back, spot checks; each car's paper in its insurance file."""

from typing import Any

from django.db.models import Exists, Q
from django.urls import reverse

from zhangdian.aftercare.insurance import numbering
from zhangdian.aftercare.insurance.models import Folder, KeptPolicy, SpotCheck
from zhangdian.aftercare.insurance.posts import COLLECTORS, READERS
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.panels import panel
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.roles import Role

SHOWN, OF_A_CAR = 20, 20


def to_bring_back(ctx: Any) -> Any:
    """Files that he has borrowed, the nearest day first."""
    rows = Folder.objects.of(ctx).filter(borrower=ctx.person_id, state=Folder.State.LENT)
    return rows.order_by("due_on", "pk")


@queue("还档案", list(Role), lambda ctx: Waits(to_bring_back(ctx), Q(due_on__lt=ctx.today), SHOWN))
def folders_to_bring_back(ctx: Any) -> list[Task]:
    """One line a file."""
    return [
        Task(
            title=f"还 {each}",
            url=reverse("insurance:folder", args=[each.pk]),
            verb="还",
            plate=each.vehicle.plate,
            remark=f"放回 {each.shelf}",
            due=clock.day_bounds(each.due_on, ctx.standing.zone)[1],
            tone="late" if each.due_on < ctx.today else "",
        )
        for each in to_bring_back(ctx).select_related("vehicle")[:SHOWN]
    ]


def not_checked(ctx: Any) -> Any:
    """Files of a store that has drawn none of them this month."""
    drawn = SpotCheck.objects.of(ctx).filter(month=ctx.month)
    return Folder.objects.of(ctx).standing().filter(~Exists(drawn)).order_by("pk")


@queue("本月抽查档案", COLLECTORS, lambda ctx: Waits(not_checked(ctx), most=1))
def check_of_the_month(ctx: Any) -> list[Task]:
    """Once a month some are looked for on the shelf (RNW-23)."""
    return [
        Task(
            title="本月还没抽查纸质档案",
            url=reverse("insurance:spotchecks"),
            verb="抽查",
            remark="系统抽几份，到架上找",
        )
        for _ in not_checked(ctx)[:1]
    ]


def to_look_for(ctx: Any) -> Any:
    return SpotCheck.objects.of(ctx).filter(state=SpotCheck.State.OPEN).order_by("pk")


@queue("档案抽查", COLLECTORS, lambda ctx: Waits(to_look_for(ctx), Q(drawn_at__lt=ctx.midnight), SHOWN))
def checks_to_finish(ctx: Any) -> list[Task]:
    """What was drawn and not looked for."""
    return [
        Task(
            title=f"抽到 {each.left} 份没查",
            url=reverse("insurance:spotcheck", args=[each.pk]),
            verb="查",
            since=each.drawn_at,
            tone="late" if each.drawn_at < ctx.midnight else "",
        )
        for each in to_look_for(ctx)[:SHOWN]
    ]


@panel("insurance-file", "insurance/_paper_of_car.html", 50)
def paper_of_car(ctx: Any, car: Vehicle) -> dict[str, Any] | None:
    """Where the store keeps paper: its files and what it keeps for the customer."""
    if not ctx.roles.intersection(READERS) or not numbering.keeps_paper(ctx):
        return None
    folders = Folder.objects.of(ctx).standing().filter(vehicle=car).select_related("borrower")
    kept = KeptPolicy.objects.of(ctx).filter(vehicle=car)
    return {"car": car, "folders": list(folders[:OF_A_CAR]), "kept": list(kept[:OF_A_CAR])}
