"""Somebody signs in another's name: for what was lent, up to its sum, until its instant."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.web.signing import in_whose_name, to_sign
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.foundation.kernel.models import Entry, Request, RequestSignature
from zhangdian.frontline.service.delivery.actions import reopen_statement
from zhangdian.people.organization.lending.actions import lend_signature
from zhangdian.people.organization.lending.tests import arranging
from zhangdian.people.organization.lending.tests.arranging import asked, lent
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import close_account_at_once, disable_person, name_deputy


def waits_for(who):
    return list(to_sign(who))


@pytest.fixture(autouse=True)
def _anybody(shop):
    arranging.anybody_may_be_supervisor(shop)


@pytest.mark.duty("GM-05")
def test_he_signs_and_every_record_says_in_whose_name(shop):
    lent(shop)
    request = asked(shop)
    assert [name for _, name in in_whose_name(shop.second_advisor, list(to_sign(shop.second_advisor)))] == [
        shop.person("front_desk_supervisor").name
    ]
    sign_request(shop.second_advisor, request)
    signature, entry = RequestSignature.objects.get(), Entry.objects.get(action="kernel.sign_request")
    holder = shop.person("front_desk_supervisor")
    assert (signature.person, signature.for_whom) == (shop.person("second_advisor"), holder)
    assert (entry.person_id, entry.acting_for_id, entry.role) == (signature.person_id, holder.pk, "FDS")
    assert Request.objects.get().state == Request.State.DONE


def test_he_may_say_no_in_that_name_too(shop):
    lent(shop)
    refuse_request(shop.second_advisor, asked(shop), reason="金额太高")
    assert Entry.objects.get(action="kernel.refuse_request").acting_for_id


def test_without_it_he_may_not(shop):
    request = asked(shop)
    with refused("不由您签"):
        sign_request(shop.second_advisor, request)
    assert waits_for(shop.second_advisor) == []


def test_it_gives_no_post(shop):
    lent(shop)
    assert Role.FRONT_DESK_SUPERVISOR not in shop.second_advisor.roles


def test_only_for_the_acts_that_were_lent(shop):
    lent(shop, actions=[reopen_statement.name])
    with refused("不由您签"):
        sign_request(shop.second_advisor, asked(shop))


def test_only_up_to_its_sum(shop):
    request = asked(shop)
    assert request.amount is not None
    lent(shop, upto=request.amount - arranging.CENT)
    assert waits_for(shop.second_advisor) == []
    with refused("不由您签"):
        sign_request(shop.second_advisor, request)
    lent(shop, upto=request.amount)
    assert len(waits_for(shop.second_advisor)) == 1
    sign_request(shop.second_advisor, request)


def test_up_to_a_sum_it_is_not_good_for_what_says_no_sum(shop):
    request = asked(shop)
    lent(shop, upto=Decimal(100_000))
    [power] = shop.second_advisor.standing.powers
    assert power.covers(request, shop.now)
    request.amount = None
    assert not power.covers(request, shop.now)


def test_it_ends_at_its_instant_and_not_before(shop):
    first, other = asked(shop), asked(shop, plate="宁Z62967")
    power = lent(shop)
    clock.set_to(power.until_at - timedelta(seconds=1))
    assert len(waits_for(shop.second_advisor)) == 2
    sign_request(shop.second_advisor, first)
    clock.set_to(power.until_at)
    assert waits_for(shop.second_advisor) == []
    with refused("不由您签"):
        sign_request(shop.second_advisor, other)


def test_nobody_signs_what_he_asked_himself_nor_what_the_lender_asked(shop):
    lent(shop, to="service_advisor")
    with refused("自己提的申请不能自己签"):
        sign_request(shop.service_advisor, asked(shop))
    lent(shop)
    request = asked(shop, plate="宁Z62967")
    power = shop.second_advisor.standing.powers[0]
    request.asker_id = power.holder
    assert not power.covers(request, shop.now)


def test_what_he_fills_for_another_is_not_lent_on(shop):
    name_deputy(
        shop.front_desk_supervisor,
        shop.person("front_desk_supervisor"),
        deputy=shop.person("second_advisor"),
        since=shop.today,
        until=shop.today,
    )
    with refused("不是您自己的岗位"):
        lend_signature(
            shop.second_advisor,
            agent=shop.person("service_advisor"),
            role=Role.FRONT_DESK_SUPERVISOR,
            actions=["service.grant_discount"],
            until_at=shop.now + timedelta(hours=2),
            reason="忙",
        )


def test_nor_what_was_lent_to_him(shop):
    lent(shop)
    with refused("不是您自己的岗位"):
        lend_signature(
            shop.second_advisor,
            agent=shop.person("service_advisor"),
            role=Role.FRONT_DESK_SUPERVISOR,
            actions=["service.grant_discount"],
            until_at=shop.now + timedelta(hours=2),
            reason="忙",
        )


def test_it_is_not_for_longer_than_the_store_allows(shop):
    with refused("14 天以内"):
        lent(shop, until_at=shop.now + timedelta(days=14, seconds=1))
    with refused("现在以后"):
        lent(shop, until_at=shop.now)
    lent(shop, until_at=shop.now + timedelta(days=14))


def test_posts_that_stay_apart_do_not_meet_through_it(shop):
    with refused("财务经理", "代签"):
        lend_signature(
            shop.finance_manager,
            agent=shop.person("cashier"),
            role=Role.FINANCE_MANAGER,
            actions=["cashier.refund_payment"],
            until_at=shop.now + timedelta(hours=2),
            reason="出差",
        )


def test_who_does_not_meet_the_post_does_not_sign_for_it(shop):
    with refused("达不到配件经理的要求"):
        lend_signature(
            shop.parts_manager,
            agent=shop.person("guide"),
            role=Role.PARTS_MANAGER,
            actions=["parts.void_sale"],
            until_at=shop.now + timedelta(hours=2),
            reason="出差",
        )


def test_it_says_what_why_and_to_whom(shop):
    with refused("哪些申请"):
        lent(shop, actions=[])
    with refused("哪些申请"):
        lent(shop, actions=["organization.disable_person"])
    with refused("为什么"):
        lent(shop, reason=" ")
    with refused("自己"):
        lent(shop, to="front_desk_supervisor")
    with refused("负数"):
        lent(shop, upto=Decimal(-1))
    disable_person(shop.office_director, shop.person("guide"), reason="离职")
    with refused("已停用"):
        lent(shop, to="guide")


def test_with_the_lenders_post_it_ends(shop):
    lent(shop)
    request = asked(shop)
    assert len(waits_for(shop.second_advisor)) == 1
    gone, other = shop.person("front_desk_supervisor"), shop.person("service_advisor")
    close_account_at_once(shop.general_manager, gone, receiver=other, reason="旷工")
    assert waits_for(shop.second_advisor) == []
    with refused("不由您签"):
        sign_request(shop.second_advisor, request)


def test_a_deputy_does_not_sign_what_he_for_whom_he_stands_asked(shop):
    request = asked(shop)
    name_deputy(
        shop.front_desk_supervisor,
        shop.person("front_desk_supervisor"),
        deputy=shop.person("second_advisor"),
        since=shop.today,
        until=shop.today,
    )
    sign_request(shop.second_advisor, request)
    assert RequestSignature.objects.get().for_whom == shop.person("front_desk_supervisor")
