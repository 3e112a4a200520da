"""Each that was drawn is judged; with the last one the duty is done."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties.drawing.actions import fault_drawn, pass_drawn
from zhangdian.management.duties.drawing.tests.arranging import CODE, drawn, with_sample
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import item, the_clock_looks
from zhangdian.management.duties.watching.actions import excuse_due_item


@pytest.fixture
def found(shop):
    with_sample(shop)
    return drawn(shop)


def test_with_the_last_it_is_done_and_not_before(shop, found):
    pass_drawn(shop.front_desk_supervisor, found[0])
    the_clock_looks(shop)
    assert item(shop, CODE).done_at is None
    pass_drawn(shop.front_desk_supervisor, found[1])
    assert (item(shop, CODE).done_at, item(shop, CODE).proof.action) == (shop.now, "duties.pass_drawn")


def test_judged_by_mistake_it_is_judged_again_and_stays_done(shop, found):
    fault_drawn(shop.front_desk_supervisor, found[0], words="没有签字")
    pass_drawn(shop.front_desk_supervisor, found[1])
    done = item(shop, CODE).done_at
    shop.later(minutes=5)
    found[0].refresh_from_db()
    pass_drawn(shop.front_desk_supervisor, found[0], words="签在第二页")
    assert item(shop, CODE).done_at == done


def test_who_does_not_owe_it_judges_nothing_nor_twice_the_same(shop, found):
    with refused("由前台主管来做"):
        pass_drawn(shop.technician, found[0])
    pass_drawn(shop.front_desk_supervisor, found[0])
    found[0].refresh_from_db()
    with refused("已经这样记了"):
        pass_drawn(shop.front_desk_supervisor, found[0])


def test_what_was_let_off_is_not_judged(shop, found):
    excuse_due_item(
        shop.service_manager, item(shop, CODE), excused=DueItem.Excused.NOT_APPLICABLE, why="停电"
    )
    with refused("认过不算"):
        pass_drawn(shop.front_desk_supervisor, found[0])
