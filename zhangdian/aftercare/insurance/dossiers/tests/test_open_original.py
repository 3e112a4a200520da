"""The policy's own picture is opened like every other paper: with a reason, for ten minutes, journaled."""

import pytest

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers.actions import open_document, open_original
from zhangdian.aftercare.insurance.dossiers.tests.arranging import a_dossier, collected, item
from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.policies.actions import file_policy
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.attachments import photos_of
from zhangdian.foundation.kernel.models import Entry
from zhangdian.people.customers.actions import refer_customer, register_vehicle
from zhangdian.people.customers.erasing.actions import Asker, Proof, ask_for_erasure
from zhangdian.people.customers.tests.arrange import vin
from zhangdian.people.organization.stores.actions import set_store_rate

WHY = "复核保单"


@pytest.fixture
def policy(shop):
    found = a_dossier(shop).policy
    file_policy(shop.renewal_clerk, found, photos=[visits.a_photo(shop.renewal_clerk)])
    return Policy.objects.get(pk=found.pk)


def picture(shop, policy):
    [photo] = photos_of(shop.renewal_clerk, policy)
    return f"/photo/{photo.upload_id}"


def status(who, url):
    return browser_of(who).get(url).status_code


@pytest.mark.duty("NBI-15", "RNW-24")
def test_nobody_sees_it_before_he_said_why_and_not_ten_minutes_after(shop, policy):
    url, page = picture(shop, policy), f"/insurance/policies/{policy.pk}"
    assert status(shop.renewal_clerk, url) == 404  # not even who filed it
    assert url not in said(look(shop.fi_manager, page))
    open_original(shop.fi_manager, policy, why=WHY)
    assert status(shop.fi_manager, url) == 200
    assert url in said(look(shop.fi_manager, page))
    assert status(shop.renewal_clerk, url) == 404
    assert url not in said(look(shop.renewal_clerk, page))
    assert browser_of(shop.fi_manager).get(url)["Cache-Control"] == "no-store"
    shop.later(minutes=11)
    assert status(shop.fi_manager, url) == 404
    entry = Entry.objects.get(action="insurance.open_original")
    assert (entry.person, entry.inputs["why"]) == (shop.person("fi_manager"), WHY)


def test_it_opens_no_other_policy(shop, policy):
    other = a_dossier(shop, car=policy.vehicle, number="PDAA0000000008", line="TCI").policy
    file_policy(shop.renewal_clerk, other, photos=[visits.a_photo(shop.renewal_clerk)])
    open_original(shop.fi_manager, policy, why=WHY)
    assert status(shop.fi_manager, picture(shop, other)) == 404


def test_without_a_reason_and_without_a_picture_nothing_opens(shop, policy):
    with refused("为什么"):
        open_original(shop.fi_manager, policy, why=" ")
    with refused("还没有归档"):
        open_original(
            shop.fi_manager,
            a_dossier(shop, car=policy.vehicle, number="PDAA0000000008", line="TCI").policy,
            why=WHY,
        )


def test_it_counts_among_the_looks_of_a_day(shop, policy):
    set_store_rate(shop.general_manager, key="保险 每天查看资料几次后要签字", value=1, unit="次")
    dossier = policy.dossier
    collected(shop, dossier)
    open_document(shop.renewal_clerk, item(dossier), why=WHY)
    done = open_original(shop.renewal_clerk, policy, why=WHY)
    assert done.waits_for_signature
    assert status(shop.renewal_clerk, picture(shop, policy)) == 404
    sign_request(shop.fi_manager, done.subject)
    assert status(shop.renewal_clerk, picture(shop, policy)) == 200


def test_of_a_customer_who_wants_to_be_forgotten_it_is_only_stored(shop):
    owner = visits.a_customer(shop)
    car = register_vehicle(shop.service_advisor, plate="宁Z56789", vin=vin(9), owner=owner).subject
    his = a_dossier(shop, car=car, number="PDAA0000000009").policy
    file_policy(shop.renewal_clerk, his, photos=[visits.a_photo(shop.renewal_clerk)])
    refer_customer(shop.service_advisor, desk="RNW", wish="问续保", customer=owner)
    asked = ask_for_erasure(
        shop.aftersales_care, owner, asker=Asker.HIMSELF, proof=Proof.IDENTITY_CARD, asked_on=shop.today
    )
    sign_request(shop.customer_relations_manager, asked.subject)
    with refused("只保存，不能看"):
        open_original(shop.fi_manager, Policy.objects.get(pk=his.pk), why=WHY)
