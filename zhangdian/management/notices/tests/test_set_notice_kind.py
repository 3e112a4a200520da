"""The store says who publishes a kind and whom it is proposed to."""

from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.management.notices import kinds
from zhangdian.management.notices.actions import set_notice_kind
from zhangdian.management.notices.tests.arranging import again, kind, told
from zhangdian.people.organization.roles import Role


def changed(shop, **how):
    found = kind()
    given = {"name": found.name, "publishers": [Role.FI_MANAGER], "about": found.about, "days": 4, **how}
    set_notice_kind(shop.office_director, found, **given)
    return again(found)


def test_from_now_on_others_publish_it(shop):
    told(shop)
    assert changed(shop, posts=[Role.SALES_CONSULTANT]).publishing_posts == [Role.FI_MANAGER]
    with refused("由金融保险经理来发"):
        told(shop)


def test_a_kind_that_is_out_of_use_is_not_offered(shop):
    found = changed(shop, stands=False)
    assert found not in kinds.published_by(shop.fi_manager)
    with refused("已经停用"):
        told(shop, shop.fi_manager)
    assert "停用" in said(look(shop.office_director, reverse("notices:kinds")))


def test_somebody_publishes_it(shop):
    with refused("谁能发"):
        changed(shop, publishers=[])
    assert changed(shop, publishers=[Role.GENERAL_MANAGER]).publisher_codes == " GM "
