"""Who sees which field: a guarded value prints its mask wherever it goes, and opens for who may see it."""

import json
import pickle
from decimal import Decimal

import pytest
from django.template import Context, Template

from zhangdian.foundation.kernel.sight import Sealed, Sight, hidden, opened
from zhangdian.foundation.kernel.tests.arranging import a_card, a_customer
from zhangdian.people.customers.models import Customer
from zhangdian.resources.parts.models import Lot

PHONE = Sight("试验电话", frozenset({"SA"}), lambda text: f"{text[:3]}****")
COST = Sight("试验成本", frozenset({"PTM"}), hidden, personal=False)


class Viewer:
    def __init__(self, *roles):
        self.roles = frozenset(roles)


@pytest.mark.parametrize(
    "show",
    [
        str,
        "{}".format,
        "{0!s}".format,
        lambda value: f"{value}",
        lambda value: "%s" % value,  # noqa: UP031 (this way too)
        lambda value: "，".join([str(value)]),
        lambda value: Template("{{ value }}").render(Context({"value": value})),
        lambda value: Template("{{ value|upper }}").render(Context({"value": value})),
        lambda value: repr([value]),
    ],
)
def test_wherever_it_is_printed_it_is_masked(show):
    assert "16112345678" not in show(Sealed("16112345678", PHONE))
    assert "12.50" not in show(Sealed(Decimal("12.50"), COST))


def test_json_takes_no_guarded_value():
    with pytest.raises(TypeError):
        json.dumps({"phone": Sealed("16112345678", PHONE)})


def test_it_opens_for_who_may_see_it_and_for_nobody_else():
    value = Sealed("16112345678", PHONE)
    assert value.seen_by(Viewer("SA")) == "16112345678"
    assert value.seen_by(Viewer("PTK")) == "161****"
    assert value.seen_by(Viewer()) == "161****"


@pytest.mark.parametrize("empty", ["", None])
def test_nothing_prints_as_nothing(empty):
    assert str(Sealed(empty, PHONE)) == ""
    assert not Sealed(empty, PHONE)


def test_a_cost_of_nothing_is_still_hidden():
    assert str(Sealed(Decimal("0.00"), COST)) == "•••"


def test_it_compares_by_its_value_with_sealed_and_bare_ones():
    value = Sealed("a", PHONE)
    assert value == "a"
    assert value == Sealed("a", COST)
    assert len({value, Sealed("a", PHONE)}) == 1
    assert opened(value) == opened("a") == "a"


def test_a_pickled_value_does_not_lose_its_mask():
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        pickle.dumps(Sealed("16112345678", PHONE))


def test_fields_load_sealed_and_search_bare(shop):
    customer = a_customer(shop)
    loaded = Customer.objects.get(phone="16110000005")
    assert loaded == customer
    assert isinstance(loaded.phone, Sealed)
    assert "0000005" not in str(loaded.phone)
    a_card(shop)
    lot = Lot.objects.order_by("-pk").first()
    assert (str(lot.unit_cost), opened(lot.unit_cost)) == ("•••", Decimal("20"))


def test_values_and_values_list_are_sealed_too(shop):
    a_customer(shop)
    assert all(isinstance(phone, Sealed) for phone in Customer.objects.values_list("phone", flat=True))
    assert all(isinstance(row["phone"], Sealed) for row in Customer.objects.values("phone"))
