"""The description of a post is signed by its holder, edition by edition."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties.models import PostSigned
from zhangdian.management.duties.post import sheet
from zhangdian.management.duties.post.actions import sign_post
from zhangdian.people.organization.roles import Role

ADVISOR = Role.SERVICE_ADVISOR


def test_the_holder_signs_what_stands_there(shop):
    sign_post(shop.service_advisor, role=ADVISOR, digest=sheet.digest_now(shop.service_advisor, ADVISOR))
    signed = PostSigned.objects.get()
    assert (signed.person_id, signed.role) == (shop.service_advisor.person_id, ADVISOR)
    assert signed.rows > 100


def test_the_same_text_is_signed_once(shop):
    sign_post(shop.service_advisor, role=ADVISOR, digest=sheet.digest_now(shop.service_advisor, ADVISOR))
    with refused("已经签过"):
        sign_post(shop.service_advisor, role=ADVISOR, digest=sheet.digest_now(shop.service_advisor, ADVISOR))


def test_another_text_than_the_one_that_stands_is_refused(shop):
    with refused("原文刚改过"):
        sign_post(shop.service_advisor, role=ADVISOR, digest="0" * 64)


@pytest.mark.parametrize(("role", "words"), [(Role.CASHIER, "不是您的岗位"), (Role.GUIDE, "不是您的岗位")])
def test_only_his_own(shop, role, words):
    with refused(words):
        sign_post(shop.service_advisor, role=role, digest=sheet.digest_now(shop.service_advisor, role))
