"""A slip that was handed over without a PIN stays open until its taker signs."""

import pytest

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import IssueLine, issue_parts, sign_slip
from zhangdian.resources.parts.models import IssueSlip
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, lines_of


@pytest.mark.duty("PROC-W-10")
def test_only_the_taker_signs_and_only_once(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 10)), 1))
    issue_parts(
        shop.storekeeper,
        requisition,
        lines=[IssueLine(lines_of(requisition)[0].pk, 1)],
        taker=shop.person("technician"),
    )
    slip = IssueSlip.objects.get(requisition=requisition)
    assert slip.signed_at is None
    with refused("汪承志"):
        sign_slip(shop.second_technician, slip)
    sign_slip(shop.technician, slip)
    assert IssueSlip.objects.get(pk=slip.pk).signed_at == shop.now
    with refused("已经签过"):
        sign_slip(shop.technician, slip)
