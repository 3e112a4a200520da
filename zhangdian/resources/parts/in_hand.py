"""What somebody has open at the parts window: parts asked for and not all fetched, slips not signed."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.dates import RecordDate, record_date
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import IssueSlip, Requisition

TAKERS = (Role.TECHNICIAN, Role.TEAM_LEADER, Role.APPRENTICE, Role.WORKSHOP_SUPERVISOR)


def wanted_by(ctx: Any, person: Person) -> Any:
    States = Requisition.State
    return Requisition.objects.of(ctx).filter(wanted_by=person, state__in=[States.OPEN, States.PARTLY])


def take_over(ctx: Act, requisitions: Sequence[Any], to: Person) -> None:
    """Who takes over the work fetches its parts."""
    for each in requisitions:
        each.wanted_by = to
    Requisition.objects.change_many(requisitions, ["wanted_by"])


def unsigned(ctx: Any, person: Person) -> Any:
    return IssueSlip.objects.of(ctx).filter(taker=person, signed_at=None).select_related("requisition")


def told(requisition: Requisition) -> Row:
    title = f"{requisition.number} {requisition.purpose_text}".strip()
    return Row(requisition.pk, title, reverse("parts:requisition", args=[requisition.pk]))


def told_slip(slip: IssueSlip) -> Row:
    return Row(slip.pk, slip.number or "出库单", reverse("parts:requisition", args=[slip.requisition_id]))


def declare_dates() -> None:
    stands = Q(on_hand__gt=0, blocked_because="")
    record_date(RecordDate("parts.lot.expires_on", "批次有效期到", stands=stands, reads=("part",)))


def join() -> None:
    declare_dates()
    belonging(
        Belonging(
            "parts.requisitions",
            "没领齐的料",
            "单",
            wanted_by,
            told,
            TAKERS,
            take_over,
            held=("parts.requisition", "wanted_by_id"),
        )
    )
    belonging(
        Belonging(
            "parts.slips",
            "没签的出库单",
            "张",
            unsigned,
            told_slip,
            TAKERS,
            ends="料是他领的，请他本人补签",
            held=("parts.issueslip", "taker_id"),
        )
    )
