"""洗好停好: washed by the standard list, parked nose out on a free place."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Photo
from zhangdian.frontline.service import parking
from zhangdian.frontline.service.inspection.actions import finish_wash
from zhangdian.frontline.service.inspection.tests.arranging import a_scratch, a_visit_to_wash
from zhangdian.frontline.service.models import Check, RepairOrder
from zhangdian.frontline.service.queries import visit


@pytest.mark.duty("PROC-W-25", "PROC-D-01", "PROC-D-02")
def test_it_stands_where_the_advisor_finds_it(shop):
    order = a_visit_to_wash(shop)
    finish_wash(shop.washer, order, place="C5")
    order = visits.again(order)
    assert (order.state, order.place, order.washed_at) == (RepairOrder.State.READY, "C5", shop.now)
    assert order.washer == shop.person("washer")


@pytest.mark.duty("PROC-W-25")
def test_an_occupied_place_is_refused_with_the_free_ones(shop):
    visits.a_visit_ready(shop)
    order = a_visit_to_wash(shop, "宁Z88K88")
    with refused("C1 停着 宁Z62966", "空着的：C2、C3"):
        finish_wash(shop.washer, order, place="C1")


@pytest.mark.duty("PROC-W-25")
def test_a_place_is_free_again_when_its_car_has_left(shop):
    visits.a_visit_left(shop)
    assert parking.free(shop.washer) == list(parking.PLACES)


def test_there_are_only_the_places_on_the_grid(shop):
    order = a_visit_to_wash(shop)
    with refused("没有 C99 这个车位"):
        finish_wash(shop.washer, order, place="C99")
    with refused("哪个车位"):
        finish_wash(shop.washer, order, place="")


@pytest.mark.duty("PROC-W-24")
def test_a_drawn_wash_is_photographed(shop):
    order = a_visit_to_wash(shop, drawn=True)
    with refused("抽到拍照", "后备箱"):
        finish_wash(shop.washer, order, place="C5")
    finish_wash(shop.washer, order, place="C5", photos=[visits.a_photo(shop.washer)])
    check = Check.objects.get(order=order, stage=Check.Stage.WASH)
    assert Photo.objects.filter(subject_id=check.pk, kind="wash").exists()


@pytest.mark.duty("PROC-W-23")
def test_a_new_scratch_waits_for_the_supervisor_s_decision(shop):
    order = a_visit_to_wash(shop)
    with refused("拍一张照片"):
        finish_wash(shop.washer, order, place="C5", new_marks=[a_scratch()])
    finish_wash(shop.washer, order, place="C5", new_marks=[a_scratch()], photos=[visits.a_photo(shop.washer)])
    mark = order.marks.get(seen_at="洗车")
    assert (mark.place, mark.kind) == ("左后门", "scratch")
    assert visit(shop.washer, order.pk).ball.text == "洗车发现新痕迹 车间主管"


@pytest.mark.duty("PROC-W-24")
def test_the_boot_is_opened_only_where_allowed_and_that_is_kept(shop):
    order = a_visit_to_wash(shop)
    finish_wash(shop.washer, order, place="C5", boot_allowed=True)
    assert Check.objects.get(order=order, stage=Check.Stage.WASH).remark == "含后备箱"
