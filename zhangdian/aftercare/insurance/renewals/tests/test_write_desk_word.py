"""What the desk says is the store's own; what is chosen from, too."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import figures
from zhangdian.aftercare.insurance.models import DeskWord
from zhangdian.aftercare.insurance.renewals.actions import record_unreached_renewal, write_desk_word
from zhangdian.aftercare.insurance.renewals.tests.arranging import a_renewal, of_car, talked
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties import samples

Kind = DeskWord.Kind


@pytest.mark.duty("RNW-39")
def test_the_opening_stands_before_the_caller_with_names_filled_in(shop):
    renewal = a_renewal(shop)
    page = said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[renewal.pk])))
    day = f"{renewal.expires_on.month} 月 {renewal.expires_on.day} 日"
    assert f"保险服务中心的续保专员{shop.person('renewal_clerk')}" in page
    assert f"{renewal.plate} 的保险到 {day}" in page
    assert "{" not in page.split("这一通")[1]


@pytest.mark.duty("RNW-42")
def test_thanks_are_the_last_line_and_each_talk_may_be_drawn_to_be_listened_to(shop):
    renewal = a_renewal(shop)
    page = said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[renewal.pk])))
    assert page.index("记下，下一位") < page.index("谢谢您配合")
    record_unreached_renewal(shop.renewal_clerk, renewal)
    talked(shop, of_car(shop))
    assert figures.renewal_talks(shop.fi_manager, shop.today, shop.today).value == 1
    assert "insurance.renewal_talks" in dict(samples.to_choose())


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
