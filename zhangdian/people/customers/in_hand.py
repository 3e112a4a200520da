"""Customers and cars that an advisor looks after: they go to another with one act for so many."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from zhangdian.foundation.kernel.action import Act
from zhangdian.people.customers.models import Customer, Vehicle
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

WHO = (Role.SERVICE_ADVISOR, Role.FRONT_DESK_SUPERVISOR)


def customers_of(ctx: Any, person: Person) -> Any:
    """Those that stand: neither merged nor void nor erased."""
    rows = Customer.objects.of(ctx).filter(advisor=person, merged_into=None, voided_at=None)
    return rows.filter(erased_at=None)


def vehicles_of(ctx: Any, person: Person) -> Any:
    return Vehicle.objects.of(ctx).filter(advisor=person, merged_into=None)


def to_advisor(model: Any) -> Any:
    def hand(ctx: Act, records: Sequence[Any], to: Person) -> None:
        for each in records:
            each.advisor = to
        model.objects.change_many(records, ["advisor"])

    return hand


def join() -> None:
    belonging(
        Belonging(
            "customers.customers",
            "客户",
            "位",
            customers_of,
            lambda each: Row(each.pk, f"客户 {each.pk}", reverse("customers:customer", args=[each.pk])),
            WHO,
            to_advisor(Customer),
            held=("customers.customer", "advisor_id"),
        )
    )
    belonging(
        Belonging(
            "customers.vehicles",
            "车辆",
            "台",
            vehicles_of,
            lambda each: Row(each.pk, str(each), reverse("customers:vehicle", args=[each.pk])),
            WHO,
            to_advisor(Vehicle),
            held=("customers.vehicle", "advisor_id"),
        )
    )
