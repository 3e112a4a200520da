"""He agrees but will not sign."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Paper
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.writeup.actions import record_refused_signature


@pytest.fixture
def order(shop):
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    return visits.again(order)


def refuse_to_sign(shop, order, *, witness="front_desk_supervisor", reason="不愿留签名"):
    return record_refused_signature(
        shop.service_advisor,
        order,
        seen_revision=order.revision,
        pages=visits.first_pages(shop.service_advisor, order),
        witness=shop.person(witness),
        reason=reason,
    )


@pytest.mark.duty("PROC-R-31")
def test_a_second_employee_is_witness_and_the_work_goes_on(shop, order):
    done = refuse_to_sign(shop, order)
    assert done.entry.notes["refused_signature"] == "不愿留签名"
    for paper in Paper.objects.filter(subject_id=order.pk):
        assert (paper.means, paper.witness) == ("refused", shop.person("front_desk_supervisor"))
    assert visits.again(order).state == RepairOrder.State.WAITING


def test_nobody_is_his_own_witness(shop, order):
    with refused("另一位同事"):
        refuse_to_sign(shop, order, witness="service_advisor")


def test_the_reason_is_kept(shop, order):
    with refused("拒签的原因"):
        refuse_to_sign(shop, order, reason="")
