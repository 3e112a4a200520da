"""旧件交给客户."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.delivery.actions import hand_over_old_parts, let_out, sign_statement
from zhangdian.frontline.service.delivery.tests.test_keep_old_parts import a_visit_that_takes_them_away


@pytest.fixture
def order(shop):
    """The customer signed elsewhere what he owes; his old parts still lie here."""
    order = a_visit_that_takes_them_away(shop)
    visits.make_statement(shop, order)
    return visits.again(order)


def sign(shop, order, parts):
    advisor = shop.service_advisor
    sign_statement(
        advisor,
        order,
        seen_revision=order.revision,
        pages=visits.second_pages(advisor, order),
        signature=visits.a_photo(advisor, "white"),
        things=list(order.things.all()),
        parts=parts,
    )


@pytest.mark.duty("PROC-D-13")
def test_at_the_second_sitting_they_are_shown_and_go_with_him_under_his_signature(shop, order):
    sign(shop, order, list(order.old_parts_kept.all()))
    part = order.old_parts_kept.get()
    assert part.shown_at == part.handed_at == visits.again(order).statement_signed_at
    visits.pay(shop, visits.again(order))
    let_out(shop.guard, visits.again(order))


@pytest.mark.duty("PROC-D-13")
def test_what_was_not_shown_is_asked_about_at_the_exit(shop, order):
    sign(shop, order, [])
    visits.pay(shop, visits.again(order))
    with asked("service.old_parts_are_handed_over", "还没交给他"):
        let_out(shop.guard, visits.again(order))
    hand_over_old_parts(shop.service_advisor, visits.again(order), parts=list(order.old_parts_kept.all()))
    let_out(shop.guard, visits.again(order))


def test_nothing_is_handed_over_twice(shop, order):
    parts = list(order.old_parts_kept.all())
    hand_over_old_parts(shop.service_advisor, order, parts=parts)
    with refused("还没交的旧件"):
        hand_over_old_parts(shop.service_advisor, order, parts=list(order.old_parts_kept.all()))
    with refused("还没交的旧件"):
        hand_over_old_parts(shop.service_advisor, order, parts=[])


def test_where_none_lie_there_is_nothing_to_hand_over(shop):
    order = visits.a_visit_ready(shop)
    with refused("还没交的旧件"):
        hand_over_old_parts(shop.service_advisor, order)
