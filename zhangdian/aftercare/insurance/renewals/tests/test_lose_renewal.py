"""Lost: a reason of the list and what really happened; who wants no more contact is left alone."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import DeskWord, Renewal
from zhangdian.aftercare.insurance.renewals.actions import end_desk_word, lose_renewal
from zhangdian.aftercare.insurance.renewals.tests.arranging import (
    a_renewal,
    agreed,
    owned,
    the_only,
    word,
)
from zhangdian.people.customers import consents
from zhangdian.people.customers.models import Consent

DETAIL = "电销报 2,900，比我们少 380，送一次保养"


@pytest.mark.duty("RNW-35")
def test_reason_detail_and_where_he_went_are_kept_and_shown(shop):
    renewal = a_renewal(shop)
    lose_renewal(
        shop.renewal_clerk, renewal, reason=word(DeskWord.Kind.LOST), detail=DETAIL,
        to=word(DeskWord.Kind.RIVAL), price=Decimal(2900),
    )  # fmt: skip
    assert the_only(shop).state == Renewal.State.LOST
    page = said(look(shop.fi_manager, reverse("insurance:renewal", args=[renewal.pk])))
    for text in (DETAIL, "价格高于他处", "电销", "2,900.00"):
        assert text in page


@pytest.mark.duty("RNW-35")
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"detail": " "}, "如实写详情"),
        ({"detail": "太贵"}, "至少 6 个字"),
        ({"price": Decimal(0)}, "大于 0"),
    ],
)
def test_without_detail_it_is_refused(shop, wrong, says):
    renewal = a_renewal(shop)
    with refused(says):
        lose_renewal(
            shop.renewal_clerk, renewal, **{"reason": word(DeskWord.Kind.LOST), "detail": DETAIL, **wrong}
        )
    assert the_only(shop).state == Renewal.State.WAITING


def test_a_reason_that_is_no_longer_used_is_refused(shop):
    renewal, reason = a_renewal(shop), word(DeskWord.Kind.LOST)
    end_desk_word(shop.fi_manager, reason, why="说法改了")
    reason.refresh_from_db()
    with refused("不是现在能选的战败原因"):
        lose_renewal(shop.renewal_clerk, renewal, reason=reason, detail=DETAIL)


def test_no_more_contact_takes_the_consent_back(shop):
    renewal = owned(shop)
    agreed(shop, renewal.customer)
    assert consents.agreed(shop.clock, renewal.customer, Consent.Purpose.RENEWAL, Consent.Channel.SMS)
    reason = DeskWord.objects.get(kind=DeskWord.Kind.LOST, silences=True)
    lose_renewal(shop.renewal_clerk, renewal, reason=reason, detail="电话里说不要再打给他了")
    assert not consents.agreed(shop.clock, renewal.customer, Consent.Purpose.RENEWAL, Consent.Channel.SMS)
