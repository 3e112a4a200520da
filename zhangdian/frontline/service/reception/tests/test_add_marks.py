"""A mark seen later than the walk-around."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Paper, Photo
from zhangdian.foundation.kernel.papers import body_of
from zhangdian.frontline.service import views
from zhangdian.frontline.service.outline import Mark
from zhangdian.frontline.service.papers import corrected
from zhangdian.frontline.service.receiving import marks_of
from zhangdian.frontline.service.reception.actions import add_marks
from zhangdian.frontline.service.tests.pages import look, press, words

DENT = Mark("dent", "right", 510, 330, "右前门")


@pytest.mark.duty("PROC-R-11")
def test_before_signing_it_changes_what_the_customer_is_shown(shop):
    order = visits.a_visit_received(shop)
    before = order.revision
    add_marks(shop.service_advisor, order, marks=[DENT])
    order = visits.again(order)
    assert (order.marks.get().seen_at, order.revision) == ("接车", before + 1)


@pytest.mark.duty("PROC-R-11")
def test_after_signing_the_next_version_is_frozen_at_once_and_the_signed_one_stays(shop):
    order = visits.a_visit_signed(shop)
    signed = Paper.objects.get(kind="HC", subject_id=order.pk)
    photo = visits.a_photo(shop.service_advisor)
    sent = {
        "marks": '[{"kind":"dent","view":"right","x":510,"y":330,"place":"右前门"}]',
        "photos": str(photo),
    }
    assert press(shop.service_advisor, "service.add_marks", order.pk, **sent).status_code == 204
    mark = visits.again(order).marks.get()
    assert mark.seen_at == "车间"
    assert Photo.objects.get(root_id=order.pk, kind="mark").upload_id == photo
    first, second = Paper.objects.filter(kind="HC", subject_id=order.pk).order_by("revision")
    assert (first.page_id, first.means, first.revision) == (signed.page_id, "pad", 1)
    assert (second.number, second.revision, second.means) == (first.number, 2, "")
    assert "痕迹近照 1 张" in body_of(second)
    assert mark.place
    assert mark.place in body_of(second)
    assert mark.place not in body_of(first)


@pytest.mark.duty("PROC-R-11")
def test_both_versions_are_shown_with_the_visit(shop):
    order = visits.a_visit_signed(shop)
    now = visits.again(order)
    page = corrected(shop.service_advisor, now, marks_of(now, [DENT], seen_at="车间"))
    add_marks(shop.service_advisor, now, marks=[DENT], seen_revision=now.revision, page=page)
    shown = words(look(shop.service_advisor, views.repairorder, "/o", pk=order.pk))
    assert "第 2 版" in shown
    assert "店内补记" in shown
    last = Paper.objects.get(kind="HC", subject_id=order.pk, revision=2)
    assert "店内补记，客户签的是前一版" in words(look(shop.service_advisor, views.paper, "/p", pk=last.pk))


@pytest.mark.duty("PROC-R-11")
def test_what_was_drawn_before_somebody_else_changed_it_is_drawn_anew(shop):
    order = visits.a_visit_signed(shop)
    now = visits.again(order)
    page = corrected(shop.service_advisor, now, marks_of(now, [DENT], seen_at="车间"))
    add_marks(shop.service_advisor, now, marks=[DENT], seen_revision=now.revision, page=page)
    with refused("内容刚刚改过"):
        add_marks(shop.service_advisor, now, marks=[DENT], seen_revision=now.revision, page=page)
    with refused("接车登记表还没有生成"):
        add_marks(shop.service_advisor, order, marks=[DENT])


def test_nothing_tapped_is_no_mark(shop):
    order = visits.a_visit_received(shop)
    with refused("点出痕迹的位置"):
        add_marks(shop.service_advisor, order, marks=[])


def test_a_car_that_is_ready_gets_no_more_marks(shop):
    order = visits.a_visit_ready(shop)
    with refused("待交车"):
        add_marks(shop.service_advisor, order, marks=[DENT])
