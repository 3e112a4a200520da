"""A form that no car came with says why; its number stays accounted for."""

import pytest

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.frontline.service.models import SpareForm
from zhangdian.frontline.service.outage.actions import void_spare_form
from zhangdian.frontline.service.outage.tests.arranging import a_spare_form


def test_it_keeps_its_number_and_its_reason(shop):
    form = a_spare_form(shop)
    void_spare_form(shop.service_advisor, form, reason="写坏了")
    form = SpareForm.objects.get()
    assert (form.state, form.reason, form.number) == (SpareForm.State.VOIDED, "写坏了", "BY261123-0001")
    assert "写坏了" in said(look(shop.front_desk_supervisor, "/outage"))
    assert form.number not in said(look(shop.service_advisor, "/outage/pack"))


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_it_stays_out(shop, reason):
    with refused("写原因"):
        void_spare_form(shop.service_advisor, a_spare_form(shop), reason=reason)
