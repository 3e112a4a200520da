"""A constraint that is about to be broken says its own sentence, on both databases."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.constraints import sentence_of
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.kernel.records import Guarded, writing
from zhangdian.foundation.kernel.tests.arranging import a_card, a_customer, an_action
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization.models import Tenure
from zhangdian.resources.parts.models import Lot

OURS = [model for model in apps.get_models() if issubclass(model, Guarded)]


def test_a_check_says_its_sentence(shop):
    @an_action()
    def take_too_many(ctx: Act) -> None:
        """Takes more than lies there, as a race would."""
        lot = Lot.objects.of(ctx).lock().last()
        lot.on_hand, lot.value_left = -1, ZERO
        lot.save()

    a_card(shop)
    with refused("这个批次没有这么多了"):
        take_too_many(shop.guide)


def test_a_unique_constraint_with_a_condition_says_its_sentence(shop):
    @an_action()
    def appoint_twice(ctx: Act) -> None:
        """The same post once more."""
        held = Tenure.objects.of(ctx).filter(until=None).first()
        Tenure(person_id=held.person_id, store_id=held.store_id, role=held.role, since=ctx.today).save()

    with refused("已经在这个岗位上"):
        appoint_twice(shop.office_director)


def test_what_says_nothing_stays_an_error(shop):
    @an_action(opens=Customer)
    def without_a_store(ctx: Act) -> Customer:
        """Leaves out what no person could leave out."""
        customer = Customer(pool=0, kind="person", name="甲", acted_at=ctx.now)
        customer.save()
        return customer

    with pytest.raises(IntegrityError):
        without_a_store(shop.guide)


def test_every_unique_constraint_that_speaks_is_found_by_its_own_columns():
    """SQLite names columns, not constraints: two that speak about the same columns must say the same."""
    spoken: Counter[str] = Counter()
    for model in OURS:
        sentences: dict[frozenset[str], str] = {}
        for each in model._meta.constraints:
            message = str(each.violation_error_message or "")
            if isinstance(each, models.UniqueConstraint) and each.fields and "约束" not in message:
                columns = frozenset(model._meta.get_field(name).column for name in each.fields)
                assert sentences.setdefault(columns, message) == message, each.name
                spoken[model._meta.label] += 1
    assert spoken


def test_every_check_is_named_by_both_databases(shop):
    """The names reach the database whole: PostgreSQL would cut them at 63 signs."""
    names = [each.name for model in OURS for each in model._meta.constraints]
    assert [name for name in names if len(name) > 63] == []
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_an_unknown_constraint_has_no_sentence(shop):
    customer = a_customer(shop)
    with writing(), pytest.raises(IntegrityError) as caught, transaction.atomic():
        models.Model.save(Customer(pk=customer.pk, pool=0), force_insert=True)
    assert sentence_of(caught.value) is None
