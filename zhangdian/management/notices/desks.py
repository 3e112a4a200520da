"""What waits of notices: to be read, to be answered, and what people below have not read in time."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.aftercare.insurance.insuring import insurers_of
from zhangdian.aftercare.insurance.models import Offer
from zhangdian.aftercare.insurance.posts import READERS
from zhangdian.foundation.ui.panels import panel
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.management.notices import guides, queries
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.roles import LEADERS, Role

SHOWN = 20


def page_of(key: int) -> str:
    return reverse("notices:notice", args=[key])


@queue("通知", Role.values, lambda ctx: Waits(queries.unread_by(ctx), Q(read_by__lt=ctx.now), SHOWN))
def notices_to_read(ctx: Any) -> list[Task]:
    """Each edition that he has not read, by its hour."""
    rows = queries.unread_by(ctx).select_related("notice__kind", "notice__published_by")[:SHOWN]
    return [
        Task(
            title=str(each.notice),
            url=page_of(each.notice_id),
            verb="读",
            due=each.read_by,
            remark=f"{each.notice.kind} · {each.notice.published_by}",
        )
        for each in rows
    ]


@queue("通知提问", Role.values, lambda ctx: Waits(queries.questions_to(ctx), most=SHOWN))
def questions_to_answer(ctx: Any) -> list[Task]:
    """What readers of his notices ask."""
    rows = queries.questions_to(ctx).select_related("receipt__notice", "receipt__person")[:SHOWN]
    return [
        Task(
            title=f"{each.receipt.person}问：{each.question}",
            url=page_of(each.receipt.notice_id),
            verb="答复",
            since=each.asked_at,
            remark=str(each.receipt.notice),
        )
        for each in rows
    ]


@queue("下属没读通知", LEADERS, lambda ctx: Waits(queries.late_below(ctx), late=True, most=SHOWN))
def unread_below(ctx: Any) -> list[Task]:
    """Notices whose hour is over and that his own people have not read."""
    notices = list(queries.late_below(ctx)[:SHOWN])
    names = queries.names_late_below(ctx, notices) if notices else {}
    return [
        Task(
            title=f"{'、'.join(names.get(each.pk, ())[:4])}没读“{each}”",
            url=page_of(each.pk),
            verb="看",
            since=each.read_by,
            remark=f"{len(names.get(each.pk, ()))} 人没按时读",
            tone="late",
        )
        for each in notices
    ]


@panel("quote", "notices/_notices_of_quote.html", 40)
def notices_of_quote(ctx: Any, quote: Any) -> dict[str, Any] | None:
    """What stands about the insurers of a quote, beside their figures."""
    insurers = Offer.objects.of(ctx).filter(quote=quote).values("insurer")
    found = queries.told_of_insurers(ctx, insurers)
    return {"notices": found} if found else None


@panel("renewal_call", "notices/_claims_guides.html", 40)
def claims_guides_at_call(ctx: Any, renewal: Any) -> dict[str, Any] | None:
    """During the call: how insurers that cover the car, or are offered, are told of an accident (RNW-19)."""
    return guides.shown(ctx, insurers_of(ctx, [renewal.vehicle_id], offered=True))


@panel("vehicle", "notices/_claims_guides_panel.html", 62)
def claims_guides_of_car(ctx: Any, car: Any) -> dict[str, Any] | None:
    """The same on a car's page, of who covers it."""
    if not ctx.roles.intersection(READERS):
        return None
    return guides.shown(ctx, insurers_of(ctx, [car.pk]))


@panel("customer", "notices/_claims_guides_of_customer.html", 32)
def claims_guides_of_customer(ctx: Any, customer: Any) -> dict[str, Any] | None:
    """The same on a customer's page, of all his cars."""
    if customer.restricted_at or not ctx.roles.intersection(READERS):
        return None
    cars = Vehicle.objects.of(ctx).filter(owner=customer, merged_into=None, voided_at=None)
    return guides.shown(ctx, insurers_of(ctx, cars.values("pk")))


@panel("delivery_pack", "notices/_guides_in_pack.html")
def claims_guides_in_pack(ctx: Any, pack: Any) -> dict[str, Any] | None:
    """The guides that stand today go with a new car: the next print bears a new edition (NBI-14)."""
    return {"guides": guides.of_insurers(ctx, pack.insurers)} if pack.insurers else None


@panel("delivery_pack_bar", "notices/_guides_lacking_in_pack.html")
def claims_guides_lacking_in_pack(ctx: Any, pack: Any) -> dict[str, Any] | None:
    """Whoever prints is told before it which insurer has no guide."""
    lacking = guides.of_insurers(ctx, pack.insurers).lacking if pack.insurers else []
    return {"lacking": lacking, "claims_kind": guides.kind_to_publish(ctx)} if lacking else None
