"""The system draws at the moment the holder opens it: once, and nobody can know before."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties import desks, samples
from zhangdian.management.duties.drawing.actions import draw_sample
from zhangdian.management.duties.drawing.tests.arranging import CODE, drawn, with_sample
from zhangdian.management.duties.models import Drawn, DueItem, Sample
from zhangdian.management.duties.own.actions import choose_proof
from zhangdian.management.duties.own.tests.arranging import add
from zhangdian.management.duties.tests.arranging import item
from zhangdian.management.duties.timetables import DRAWN


@pytest.fixture
def due(shop):
    with_sample(shop)
    return shop


def test_two_of_the_three_cars_of_the_day_and_the_same_by_the_same_seed(due):
    assert not Sample.objects.exists()
    found, sample = drawn(due), Sample.objects.get()
    assert (len(found), sample.of, len({each.record_id for each in found})) == (2, 3, 2)
    _, keys = samples.population(
        due.front_desk_supervisor, samples.draw_of(due.clock, sample.item), due.today
    )
    assert samples.chosen(keys, sample.seed, 2) == [each.record_id for each in found]
    assert len({tuple(samples.chosen(keys, str(seed), 2)) for seed in range(30)}) > 1


def test_what_comes_after_it_was_opened_is_not_drawn_again(due):
    drawn(due)
    with refused("不能重抽"):
        draw_sample(due.front_desk_supervisor, item(due, CODE))
    assert Drawn.objects.count() == 2


def test_where_nothing_is_there_to_draw_it_does_not_apply_and_says_so(shop):
    with_sample(shop, cars=0)
    assert drawn(shop) == []
    found = item(shop, CODE)
    assert (found.standing_at(shop.now), found.excused_because) == (
        DueItem.Standing.NOT_APPLICABLE, "没有可抽的记录",
    )  # fmt: skip


def test_another_post_opens_nothing_and_too_late_is_too_late(due):
    with refused("由前台主管来做"):
        draw_sample(due.technician, item(due, CODE))
    found = item(due, CODE)
    due.later(days=1)
    with refused("不在能做的时候"):
        draw_sample(due.front_desk_supervisor, found)


def test_today_leads_to_it_and_its_page_opens_it(due):
    [task] = [each for each in desks.duties_of_mine(due.front_desk_supervisor) if each.verb == "抽查"]
    browser = browser_of(due.front_desk_supervisor)
    assert "打开抽查" in browser.get(task.url).content.decode()
    drawn(due)
    page = browser.get(task.url).content.decode()
    assert "打开时系统才抽" not in page
    assert page.count("还没看") == 2


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"draws": "nobody.knows"}, "请从清单里选抽什么"),
        ({"draw_count": 0}, "1 到 50 件"),
        ({"draw_days": 3}, "请选抽哪几天"),
        ({"proof": "duties.show_done"}, "不抽查的不填"),
    ],
)
def test_what_is_drawn_is_said_whole(shop, how, why):
    given = {"proof": DRAWN, "draws": "service.cars_arrived", "draw_count": 2, **how}
    with refused(why):
        add(shop, **given)


def test_fewer_are_signed_by_the_general_manager(due):
    given = {"code": CODE, "proof": DRAWN, "draws": "service.cars_arrived", "reason": "忙"}
    assert choose_proof(due.office_director, draw_count=1, **given).waits_for_signature
    assert not choose_proof(due.office_director, draw_count=3, **given).waits_for_signature
