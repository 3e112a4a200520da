"""A customer's paper is opened with a reason, by who may, for ten minutes, and each look is journaled."""

import pytest

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers.actions import open_document
from zhangdian.aftercare.insurance.dossiers.tests.arranging import LAST, a_dossier, again, collected, item
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.attachments import photos_of
from zhangdian.foundation.kernel.models import Entry
from zhangdian.people.customers.actions import change_vehicle, refer_customer, register_vehicle
from zhangdian.people.customers.erasing.actions import Asker, Proof, ask_for_erasure
from zhangdian.people.customers.tests.arrange import vin
from zhangdian.people.organization.stores.actions import set_store_rate

WHY = "核对投保信息"


@pytest.fixture
def dossier(shop):
    found = a_dossier(shop)
    collected(shop, found)
    collected(shop, found, LAST)
    return found


def picture(shop, dossier, name):
    [photo] = photos_of(shop.renewal_clerk, item(dossier, name).scan)
    return f"/photo/{photo.upload_id}"


def status(who, url):
    return browser_of(who).get(url).status_code


@pytest.mark.duty("RNW-24")
def test_nobody_sees_a_picture_before_he_said_why_and_not_ten_minutes_after(shop, dossier):
    url = picture(shop, dossier, "投保人身份证")
    assert status(shop.renewal_clerk, url) == 404  # not even who took it
    open_document(shop.fi_manager, item(dossier), why=WHY)
    assert status(shop.fi_manager, url) == 200
    assert status(shop.fi_manager, f"{url}?small") == 200
    assert status(shop.renewal_clerk, url) == 404
    assert browser_of(shop.fi_manager).get(url)["Cache-Control"] == "no-store"
    shop.later(minutes=11)
    assert status(shop.fi_manager, url) == 404
    entry = Entry.objects.get(action="insurance.open_document")
    assert (entry.person, entry.inputs["why"]) == (shop.person("fi_manager"), WHY)


def test_one_look_opens_one_paper(shop, dossier):
    open_document(shop.fi_manager, item(dossier), why=WHY)
    assert status(shop.fi_manager, picture(shop, dossier, LAST)) == 404


def test_an_identity_card_is_for_who_asks_for_one(shop, dossier):
    with refused("证件号码"):
        open_document(shop.service_advisor, item(dossier), why=WHY)
    change_vehicle(shop.service_advisor, dossier.policy.vehicle, advisor=shop.person("service_advisor"))
    open_document(shop.service_advisor, item(dossier, LAST), why=WHY)
    assert status(shop.service_advisor, picture(shop, dossier, LAST)) == 200


def test_its_page_shows_the_pictures_to_who_opened_them_only(shop, dossier):
    page, url = f"/insurance/dossiers/{dossier.pk}", picture(shop, dossier, "投保人身份证")
    assert url not in said(look(shop.fi_manager, page))
    open_document(shop.fi_manager, item(dossier), why=WHY)
    assert url in said(look(shop.fi_manager, page))
    assert url not in said(look(shop.renewal_clerk, page))


def test_without_a_reason_and_without_a_picture_nothing_opens(shop, dossier):
    with refused("为什么"):
        open_document(shop.fi_manager, item(dossier), why="")
    with refused("还没有收"):
        open_document(shop.fi_manager, item(dossier, "行驶证"), why=WHY)


def test_beyond_so_many_looks_a_day_the_manager_signs(shop, dossier):
    set_store_rate(shop.general_manager, key="保险 每天查看资料几次后要签字", value=1, unit="次")
    open_document(shop.renewal_clerk, item(dossier), why=WHY)
    done = open_document(shop.renewal_clerk, item(dossier, LAST), why=WHY)
    assert done.waits_for_signature
    assert status(shop.renewal_clerk, picture(shop, dossier, LAST)) == 404
    sign_request(shop.fi_manager, done.subject)
    assert status(shop.renewal_clerk, picture(shop, dossier, LAST)) == 200


def asks_to_be_forgotten(shop, owner):
    asked = ask_for_erasure(
        shop.aftersales_care, owner, asker=Asker.HIMSELF, proof=Proof.IDENTITY_CARD, asked_on=shop.today
    )
    sign_request(shop.customer_relations_manager, asked.subject)
    owner.refresh_from_db()


@pytest.fixture
def his(shop):
    """A customer, and the papers of his policy."""
    owner = visits.a_customer(shop)
    car = register_vehicle(shop.service_advisor, plate="宁Z56789", vin=vin(9), owner=owner).subject
    found = a_dossier(shop, car=car, number="PDAA0000000009")
    collected(shop, found)
    open_document(shop.fi_manager, item(found), why=WHY)
    return owner, found


def test_of_a_customer_who_asked_to_be_forgotten_nothing_opens_and_nothing_is_asked(shop, his):
    owner, mine = his
    url = picture(shop, mine, "投保人身份证")
    assert status(shop.fi_manager, url) == 200
    asks_to_be_forgotten(shop, owner)
    assert owner.erased_at is not None
    assert status(shop.fi_manager, url) == 404
    assert item(mine).because == "本人要求删除"
    assert again(mine).missing == "保单原件"
    with refused("还没有收"):
        open_document(shop.fi_manager, item(mine), why=WHY)


def test_while_something_keeps_him_his_papers_are_only_stored(shop, his):
    owner, mine = his
    refer_customer(shop.service_advisor, desk="RNW", wish="问续保", customer=owner)
    asks_to_be_forgotten(shop, owner)
    assert (owner.restricted_at is not None, owner.erased_at) == (True, None)
    with refused("只保存，不能看"):
        open_document(shop.fi_manager, item(mine), why=WHY)
