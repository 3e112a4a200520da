"""A pick that lies ready in its box."""

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import prepare_box
from zhangdian.resources.parts.models import Requisition
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, issue


def test_the_box_is_written_on_the_requisition(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 10)), 1))
    prepare_box(shop.storekeeper, requisition, box="07")
    assert Requisition.objects.get(pk=requisition.pk).box == "07"


def test_nothing_is_prepared_once_all_is_issued(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 10)), 1))
    issue(shop, requisition, 1)
    with refused("已发"):
        prepare_box(shop.storekeeper, requisition, box="07")
