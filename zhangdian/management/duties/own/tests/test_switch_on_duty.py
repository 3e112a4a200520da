"""What was off hangs there again as it did."""

from tests.support.saying_no import refused
from zhangdian.management.duties.own.actions import switch_on_duty
from zhangdian.management.duties.own.tests.arranging import hung, reword, switch_off, tomorrow
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties


def test_it_is_due_again_in_its_own_words(shop):
    with_duties(shop)
    reword(shop, "WSM-08", "油、水、物件都不掉在地上，掉了马上擦")
    switch_off(shop, "WSM-08")
    shop.later(days=3)
    the_clock_looks(shop)
    switch_on_duty(shop.office_director, code="WSM-08", since=tomorrow(shop), reason="收回自己做")
    assert not hung(shop, "WSM-08").stands
    shop.later(days=1)
    the_clock_looks(shop)
    found = item(shop, "WSM-08")
    assert found.day == shop.today
    assert found.sentence.endswith("马上擦")


def test_what_is_not_off_cannot_be_switched_on(shop):
    with refused("没有停用"):
        switch_on_duty(shop.office_director, code="WSM-08", since=tomorrow(shop), reason="停错了")
