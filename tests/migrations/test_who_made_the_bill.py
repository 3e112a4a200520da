"""Bills of before it was written on them who made them."""

import pytest
from django.core.management import call_command

from zhangdian.doors.simulation import visits
from zhangdian.resources.cashier.models import Receivable
from zhangdian.resources.cashier.tests.arranging import a_bill

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("by_migrations")]

BEFORE = ("cashier", "0001_initial")


def test_the_journal_tells_who_made_each(own_shop) -> None:
    """The statement's maker, not the advisor who had it signed; over the counter the seller."""
    visits.a_car(own_shop)
    order = visits.a_visit_ready(own_shop)
    visits.make_statement(own_shop, order, by=own_shop.cashier)
    visits.sign_statement(own_shop, order)
    sold = a_bill(own_shop)
    call_command("migrate", *BEFORE, verbosity=0)
    call_command("migrate", "cashier", verbosity=0)
    billed = dict(Receivable.objects.of(own_shop.cashier).values_list("pk", "billed_by"))
    visit = Receivable.objects.for_purpose(order).get()
    assert billed == {visit.pk: own_shop.cashier.person_id, sold.pk: own_shop.storekeeper.person_id}
