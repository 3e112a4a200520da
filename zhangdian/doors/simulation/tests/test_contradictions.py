"""Figures of the data that cannot both come out, reckoned from its own tables (docs/decisions/0009)."""

from decimal import Decimal

import pytest

from zhangdian.doors.simulation.tables import number, table, values
from zhangdian.doors.simulation.yardstick import NEAR

OF_THE_REVENUE, OF_THE_PARTS = Decimal("0.55"), Decimal("0.60")
"""Parts in a month's revenue, and the listed 80 numbers in the parts (demo/README.md)."""


@pytest.fixture
def listed() -> Decimal:
    """What the 80 numbers sell in a month by the README."""
    return values()["service_revenue_month"] * OF_THE_REVENUE * OF_THE_PARTS


def month(price: str) -> Decimal:
    """What the 80 numbers sell in a month by their own demand, at one of their prices."""
    return sum((number(row["monthly_demand"]) * number(row[price]) for row in table("parts")), Decimal())


def test_demand_times_price_of_the_listed_parts_is_a_third_above_their_share_of_the_revenue(listed):
    assert month("retail_price_yuan") == pytest.approx(listed * Decimal("1.375"), rel=Decimal("0.01"))


def test_without_vat_it_still_lies_outside(listed):
    assert month("retail_price_yuan") / Decimal("1.13") > listed * Decimal(1 + NEAR)


def test_the_kits_of_the_listed_parts_make_a_third_less_lines_than_a_visit_has():
    shares = {row["model_code"]: number(row["park_share_pct"]) / 100 for row in table("models")}
    energies = {row["model_code"]: row["energy"] for row in table("models")}
    visits = {r["operation_code"]: number(r["per_1000_visits"]) / 1000 for r in table("labour_operations")}
    lines = Decimal()
    for row in table("operation_parts"):
        fits = row["models"].split(",")
        cars = sum(share for m, share in shares.items() if {"ALL", m, energies[m]} & set(fits))
        lines += visits[row["operation_code"]] * cars
    assert lines == pytest.approx(Decimal("2.06"), abs=Decimal("0.01"))
    assert lines < Decimal(160) / 52 * Decimal(1 - NEAR)
