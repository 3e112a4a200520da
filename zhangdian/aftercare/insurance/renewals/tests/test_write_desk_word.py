"""What the desk says is the store's own; what is chosen from, too."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import DeskWord
from zhangdian.aftercare.insurance.renewals.actions import write_desk_word
from zhangdian.aftercare.insurance.renewals.tests.arranging import a_renewal
from zhangdian.foundation.kernel.refusals import Refusal

Kind = DeskWord.Kind


@pytest.mark.duty("RNW-39")
def test_the_opening_stands_before_the_caller_with_names_filled_in(shop):
    renewal = a_renewal(shop)
    page = said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[renewal.pk])))
    day = f"{renewal.expires_on.month} 月 {renewal.expires_on.day} 日"
    assert f"保险服务中心的续保专员{shop.person('renewal_clerk')}" in page
    assert f"{renewal.plate} 的保险到 {day}" in page
    assert "{" not in page.split("这一通")[1]


def test_an_answer_of_the_store_stands_beside_it(shop):
    write_desk_word(shop.fi_manager, kind=Kind.ANSWER, name="想再等等", text="脱保一天出险都不赔。", order=9)
    page = said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[a_renewal(shop).pk])))
    assert "脱保一天出险都不赔" in page


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"kind": Kind.LOST, "name": "贵"}, "至少两个字"),
        ({"kind": Kind.ANSWER, "name": "太贵了"}, "要写怎么说"),
        ({"kind": Kind.RIVAL, "name": "电销"}, "已经有同样的说法"),
    ],
)
def test_what_makes_no_sense_is_refused(shop, given, says):
    with pytest.raises(Refusal, match=says):
        write_desk_word(shop.fi_manager, **given)


def test_only_a_reason_for_losing_ends_contact(shop):
    with refused("只有战败原因"):
        write_desk_word(shop.fi_manager, kind=Kind.CONCERN, name="安静", silences=True)
