"""A mark seen later than the walk-around."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Paper, Photo
from zhangdian.frontline.service.reception.actions import Mark, add_marks

DENT = Mark("dent", "right", 510, 330, "右前门")


@pytest.mark.duty("PROC-R-11")
def test_before_signing_it_changes_what_the_customer_is_shown(shop):
    order = visits.a_visit_received(shop)
    before = order.revision
    add_marks(shop.service_advisor, order, marks=[DENT])
    order = visits.again(order)
    assert (order.marks.get().seen_at, order.revision) == ("接车", before + 1)


@pytest.mark.duty("PROC-R-11")
def test_after_signing_it_says_where_it_was_seen_and_the_signed_form_stays(shop):
    order = visits.a_visit_signed(shop)
    signed = Paper.objects.get(kind="HC", subject_id=order.pk)
    photo = visits.a_photo(shop.service_advisor)
    add_marks(shop.service_advisor, order, marks=[DENT], photos=[photo])
    assert visits.again(order).marks.get().seen_at == "车间"
    assert Photo.objects.get(root_id=order.pk, kind="mark").upload_id == photo
    kept = Paper.objects.get(kind="HC", subject_id=order.pk)
    assert (kept.page_id, kept.revision) == (signed.page_id, 1)


def test_nothing_tapped_is_no_mark(shop):
    order = visits.a_visit_received(shop)
    with refused("点出痕迹的位置"):
        add_marks(shop.service_advisor, order, marks=[])


def test_a_car_that_is_ready_gets_no_more_marks(shop):
    order = visits.a_visit_ready(shop)
    with refused("待交车"):
        add_marks(shop.service_advisor, order, marks=[DENT])
