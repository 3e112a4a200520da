"""An answer is kept as it is given, and may be another until the paper is handed in."""

from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.resources.training import queries
from zhangdian.resources.training.models import SittingItem
from zhangdian.resources.training.sittings.actions import give_answer
from zhangdian.resources.training.tests.arranging import Sort, a_bank, a_course, a_paper, again, taken


def first_item(sitting):
    return SittingItem.objects.filter(sitting=sitting).order_by("order").first()


def test_it_is_there_when_he_comes_back_and_may_be_changed(shop):
    sitting = a_paper(shop, a_course(shop))
    item = first_item(sitting)
    address = reverse("ui:act", args=["training.give_answer", item.pk])
    assert press(shop.renewal_clerk, address, {"given": "A"}).status_code == 204
    page = said(look(shop.renewal_clerk, reverse("training:sitting", args=[sitting.pk])))
    assert page.count('aria-pressed="true"') == 1
    assert "还有 1 题没答" in page
    give_answer(shop.renewal_clerk, item, given="B")
    assert again(item).given == "B"


def test_of_several_one_press_adds_and_the_next_takes_away(shop):
    a_bank(shop, 2, sort=Sort.SEVERAL, right="AC")
    sitting = a_paper(shop, a_course(shop))
    item = first_item(sitting)
    give_answer(shop.renewal_clerk, item, given="C")
    page = said(look(shop.renewal_clerk, reverse("training:sitting", args=[sitting.pk])))
    assert 'name="given" value="AC"' in page
    assert 'name="given" value=""' in page


def test_nobody_answers_for_another(shop):
    sitting = a_paper(shop, a_course(shop))
    with refused("自己答"):
        give_answer(shop.internal_trainer, first_item(sitting), given="B")


def test_what_is_not_offered_is_refused(shop):
    item = first_item(a_paper(shop, a_course(shop)))
    with refused("没有选项 D"):
        give_answer(shop.renewal_clerk, item, given="D")
    with refused("只选一个"):
        give_answer(shop.renewal_clerk, item, given="AB")


def test_a_paper_that_was_handed_in_is_not_changed(shop):
    sitting = taken(shop, a_course(shop), wrong=1)
    with refused("在答"):
        give_answer(shop.renewal_clerk, queries.items_of(sitting)[0], given="B")
