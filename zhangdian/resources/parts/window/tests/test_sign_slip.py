"""A slip that was handed over without a PIN stays open until its taker signs."""

import pytest
from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.models import Paper
from zhangdian.resources.parts.actions import IssueLine, issue_parts, sign_slip
from zhangdian.resources.parts.models import IssueSlip, Lot
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, lines_of
from zhangdian.resources.parts.window.papers import SLIP


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
    page = papers.render(shop.technician, SLIP, slip)
    with refused("汪承志"):
        sign_slip(shop.second_technician, slip, page=page)
    sign_slip(shop.technician, slip, page=page)
    assert IssueSlip.objects.get(pk=slip.pk).signed_at == shop.now
    with refused("已经签过"):
        sign_slip(shop.technician, slip, page=page)


@pytest.mark.duty("PROC-W-10")
def test_what_he_signs_afterwards_is_frozen_as_it_was_written_down(shop):
    part = a_part(shop, (2, "20", 90), (5, "26", 10), name="机油滤芯")
    requisition = a_requisition(shop, (part, 3))
    line = IssueLine(lines_of(requisition)[0].pk, 3)
    issue_parts(shop.storekeeper, requisition, lines=[line], taker=shop.person("technician"))
    slip = IssueSlip.objects.get(requisition=requisition)
    draft = said(look(shop.technician, reverse("parts:slip_paper", args=[slip.pk])))
    assert "未签：等 汪承志 补签" in draft
    assert not Paper.objects.filter(kind="CK").exists()
    button = reverse("ui:act", args=["parts.sign_slip", slip.pk])
    assert [press(shop.technician, button, {"token": "t"}).status_code for _ in range(2)] == [204, 204]
    paper = Paper.objects.get(kind="CK")
    assert (paper.number, paper.subject_id, paper.revision) == (slip.number, slip.pk, 1)
    for lot in Lot.objects.filter(part=part):
        assert str(lot) in papers.body_of(paper)
    signed = said(look(shop.technician, reverse("parts:slip_paper", args=[slip.pk])))
    assert "口令签" in signed
    assert "未签" not in signed


def test_what_was_not_drawn_is_not_signed(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 10)), 1))
    line = IssueLine(lines_of(requisition)[0].pk, 1)
    issue_parts(shop.storekeeper, requisition, lines=[line], taker=shop.person("technician"))
    with refused("还没有生成"):
        sign_slip(shop.technician, IssueSlip.objects.get(requisition=requisition), page="0" * 64)
