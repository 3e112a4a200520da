"""Renewals that somebody has in hand: another specialist takes them over."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.aftercare.insurance.models import Renewal
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.dates import RecordDate, record_date
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role


def renewals_of(ctx: Any, person: Person) -> Any:
    return Renewal.objects.of(ctx).open().filter(owner=person).select_related("vehicle")


def told(renewal: Renewal) -> Row:
    return Row(renewal.pk, str(renewal), reverse("insurance:renewal", args=[renewal.pk]))


def hand_renewals(ctx: Act, renewals: Sequence[Any], to: Person) -> None:
    for each in renewals:
        each.owner = to
    Renewal.objects.change_many(renewals, ["owner"])


def declare_dates() -> None:
    open_ones = Q(state__in=Renewal.OPEN)
    record_date(
        RecordDate("insurance.renewal.next_at", "续保约的下次联系", stands=open_ones, reads=("vehicle",))
    )
    record_date(
        RecordDate("insurance.renewal.expires_on", "续保的车保到", stands=open_ones, reads=("vehicle",))
    )


def join() -> None:
    declare_dates()
    belonging(
        Belonging(
            "insurance.renewals",
            "在谈的续保",
            "台",
            renewals_of,
            told,
            (Role.RENEWAL_SPECIALIST,),
            hand_renewals,
            held=("insurance.renewal", "owner_id"),
        )
    )
