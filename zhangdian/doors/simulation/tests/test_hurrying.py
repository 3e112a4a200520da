"""Kept columns give the very same queries and the very same records."""

import pytest
from django.apps import apps
from django.db import models

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.hurrying import kept_columns
from zhangdian.foundation.kernel.records import Record
from zhangdian.frontline.service.models import OrderLine, RepairOrder

RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]


def pointing(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.is_relation][:4]


def queries_of(model: type[models.Model]):
    """Plain, selected with what it points at, joined by a filter before, both, and cut."""
    rows, names = model._base_manager.all(), pointing(model)
    yield rows
    yield rows.order_by("-pk")[:3]
    if names:
        yield rows.select_related(*names)
        yield rows.filter(**{f"{names[-1]}__pk__gt": 0, f"{names[0]}__isnull": False}).select_related(
            names[-1]
        )
        yield rows.exclude(**{f"{names[-1]}__pk": 3}).select_related(*names[:2])


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.label_lower)
def test_a_kept_query_is_the_usual_one(db, model):
    usual = [rows.query.sql_with_params() for rows in queries_of(model)]
    with kept_columns():
        for _ in range(3):
            assert [rows.query.sql_with_params() for rows in queries_of(model)] == usual


def test_kept_columns_load_the_same_records(shop):
    visits.a_car(shop)
    order = visits.a_visit_signed(shop)

    def loaded():
        lines = OrderLine.objects.filter(order__store=shop.store_id).select_related(
            "order__vehicle", "operation"
        )
        found = RepairOrder.objects.for_acts().get(pk=order.pk)
        facts = [(line.pk, line.amount, line.order.vehicle.plate, line.operation.code) for line in lines]
        return facts, found.vehicle.plate, found.advisor.name, found.arrived_at, str(found.sender_phone)

    usual = loaded()
    with kept_columns():
        assert [loaded() for _ in range(3)] == [usual] * 3


def test_afterwards_everything_is_as_before(db):
    with kept_columns():
        list(RepairOrder.objects.all())
    assert type(RepairOrder.objects.all().query.get_compiler("default")).__name__ != "Keeping"
