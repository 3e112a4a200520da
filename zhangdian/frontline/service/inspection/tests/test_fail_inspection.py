"""总检不合格: back as rework with a defect note, all three levels again."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Photo
from zhangdian.frontline.service.inspection.actions import fail_inspection, pass_inspection
from zhangdian.frontline.service.inspection.tests.arranging import a_visit_to_inspect
from zhangdian.frontline.service.models import Check, RepairOrder
from zhangdian.frontline.service.queries import visit


@pytest.mark.duty("PROC-W-21", "QCI-01")
def test_it_returns_as_counted_rework_with_words_and_photo(shop):
    order = a_visit_to_inspect(shop)
    photo = visits.a_photo(shop.quality_inspector)
    fail_inspection(
        shop.quality_inspector, order, failed=[order.lines.get()], remark="灯光调歪了", photos=[photo]
    )
    order = visits.again(order)
    assert (order.state, order.reworks) == (RepairOrder.State.IN_REPAIR, 1)
    check = Check.objects.get(order=order, stage=Check.Stage.FINAL)
    assert (check.passed, check.remark) == (False, "灯光调歪了")
    assert Photo.objects.filter(subject_id=check.pk, kind="defect").exists()
    assert visit(shop.technician, order.pk).ball.who == "汪承志"


@pytest.mark.duty("PROC-W-21")
def test_what_was_passed_before_counts_no_more(shop):
    order = a_visit_to_inspect(shop)
    fail_inspection(shop.quality_inspector, order, failed=[order.lines.get()], remark="灯光调歪了")
    visits.start(shop, order)
    visits.finish(shop, order)
    with refused("组长检查还没做"):
        pass_inspection(shop.quality_inspector, visits.again(order))


def test_it_says_what_is_wrong(shop):
    order = a_visit_to_inspect(shop)
    with refused("写明哪里不合格"):
        fail_inspection(shop.quality_inspector, order, failed=[order.lines.get()], remark=" ")
