"""One sitting, two papers, one signature."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.actions import print_paper
from zhangdian.foundation.kernel.models import Paper
from zhangdian.frontline.service.lines import Wanted, customer_total
from zhangdian.frontline.service.models import Agreement, RepairOrder
from zhangdian.frontline.service.papers import ORDER
from zhangdian.frontline.service.workshop.actions import dispatch
from zhangdian.frontline.service.writeup.actions import (
    add_lines,
    change_part_quantity,
    put_off_line,
    sign_order,
)
from zhangdian.people.customers.maker.actions import record_recall, refuse_recall
from zhangdian.people.customers.models import Recall, VehicleRecall
from zhangdian.resources.parts.models import Lot
from zhangdian.resources.parts.queries import availability
from zhangdian.resources.parts.receiving.actions import block_lot


@pytest.fixture
def order(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    return visits.again(order)


@pytest.mark.duty("PROC-R-31", "PROC-R-10", "PROC-R-11")
def test_both_papers_are_frozen_as_they_were_shown_under_one_number(shop, order):
    advisor = shop.service_advisor
    pages, pad = visits.first_pages(advisor, order), visits.a_photo(advisor, "white")
    sign_order(advisor, order, seen_revision=order.revision, pages=pages, signature=pad)
    order = visits.again(order)
    walk, paper = Paper.objects.filter(subject_id=order.pk).order_by("kind")
    assert [walk.kind, paper.kind] == ["HC", "WL"]
    assert [walk.page_id, paper.page_id] == pages
    assert walk.signature_id == paper.signature_id == pad
    assert (order.number, order.signed_at) == (paper.number, shop.now)
    assert papers.body_of(paper) == ORDER.draw(advisor, order)


@pytest.mark.duty("PROC-R-31", "PROC-R-30")
def test_no_work_begins_before_it(shop, order):
    with refused("现在是“接车”"):
        dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"))
    visits.sign(shop, order)
    dispatch(shop.workshop_supervisor, visits.again(order), technician=shop.person("technician"))


@pytest.mark.duty("PROC-R-10", "PROC-R-08")
def test_the_walk_around_comes_first(shop):
    order = visits.a_visit_arrived(shop)
    visits.write_up(shop, order)
    with refused("环车检查还没做"):
        visits.sign(shop, order)


@pytest.mark.duty("PROC-R-30", "PROC-R-21")
def test_his_word_holds_for_this_amount_and_these_lines(shop, order):
    visits.sign(shop, order)
    order = visits.again(order)
    word = order.agreements.get(about=Agreement.About.ORDER)
    assert (word.answer, word.amount, word.revision) == ("yes", customer_total(order), order.revision)
    assert order.agreed_amount == word.amount
    assert all(line.authorized_at for line in order.lines.all())


@pytest.mark.duty("PROC-R-31")
def test_what_he_saw_is_what_stands_here_or_he_sees_it_again(shop, order):
    pages = visits.first_pages(shop.service_advisor, order)
    add_lines(shop.service_advisor, order, wanted=[Wanted("D004")])
    with refused("内容刚刚改过"):
        sign_order(
            shop.service_advisor,
            order,
            seen_revision=order.revision,
            pages=pages,
            signature=visits.a_photo(shop.service_advisor),
        )


@pytest.mark.duty("PROC-R-19")
def test_a_shortage_is_answered_before_he_signs(shop, order):
    row = order.part_lines.exclude(part__part_no="Y0810-W2004").get()
    for lot in Lot.objects.filter(part=row.part, store=shop.store):
        block_lot(shop.storekeeper, lot, reason="包装破损")
    with asked("service.shortages_are_answered", f"{row.part.name} 缺 1"):
        visits.sign(shop, order)
    assert visits.again(order).signed_at is None
    done = visits.sign(shop, order, because={"service.shortages_are_answered": "订货，客户等到货"})
    assert visits.again(order).signed_at
    assert done.entry.notes["because"] == {"service.shortages_are_answered": "订货，客户等到货"}


@pytest.mark.duty("PROC-R-19")
def test_what_is_put_off_is_no_shortage_any_more(shop, order):
    add_lines(shop.service_advisor, order, wanted=[Wanted("A008")])
    line = order.lines.get(operation__code="A008")
    row = line.parts.first()
    free = availability(shop.service_advisor, {row.part: 1})[row.part].free
    change_part_quantity(shop.service_advisor, row, quantity=free + 1)
    put_off_line(shop.service_advisor, line)
    visits.sign(shop, order)
    assert visits.again(order).signed_at


@pytest.mark.duty("PROC-R-32")
def test_the_customer_s_copies_of_both_are_printed_and_counted(shop, order):
    visits.sign(shop, order)
    for paper in Paper.objects.filter(subject_id=order.pk):
        print_paper(shop.service_advisor, paper)
    assert [paper.prints for paper in Paper.objects.filter(subject_id=order.pk)] == [1, 1]


@pytest.mark.duty("PROC-R-20")
def test_an_open_recall_is_decided_first(shop, order):
    record_recall(
        shop.warranty_clerk,
        campaign_no="ZH-9",
        name="转向柱螺栓",
        kind=Recall.Kind.RECALL,
        model_codes=["M03"],
        operation_code="R001",
    )
    with refused("ZH-9", "还没问客户"):
        visits.sign(shop, order)
    mine = VehicleRecall.objects.get(recall__campaign_no="ZH-9", vehicle=order.vehicle)
    refuse_recall(shop.service_advisor, mine, words="今天没空，下次一定做")
    visits.sign(shop, order)


def test_an_empty_order_is_not_signed(shop):
    order = visits.a_visit_received(shop)
    with refused("还没有项目"):
        visits.sign(shop, order)


@pytest.mark.duty("PROC-R-24")
def test_the_first_promise_is_kept_beside_all_later_ones(shop, order):
    visits.sign(shop, order)
    order = visits.again(order)
    assert order.first_promised_at == order.promised_at
    assert order.state == RepairOrder.State.WAITING


def test_both_papers_lie_on_the_desk(shop, order):
    with refused("要一起签"):
        sign_order(
            shop.service_advisor,
            order,
            seen_revision=order.revision,
            pages=visits.first_pages(shop.service_advisor, order)[:1],
            signature=visits.a_photo(shop.service_advisor),
        )
