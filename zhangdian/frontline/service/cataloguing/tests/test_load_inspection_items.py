"""What an inspection looks at, from which value it is amber or red, and how it is said to the customer."""

from tests.support.saying_no import refused
from zhangdian.frontline.service.cataloguing.actions import ItemRow, load_inspection_items
from zhangdian.frontline.service.models import InspectionItem

ROW = ItemRow("T91", "后制动片", unit="mm", amber_from="4", red_from="2", operation_code="B002", safety=True)


def test_an_item_knows_its_limits_and_the_operation_that_mends_it(shop):
    load_inspection_items(shop.technical_director, rows=[ROW])
    kept = InspectionItem.objects.get(code="T91")
    assert (kept.unit, kept.amber_from, kept.red_from) == ("mm", "4", "2")
    assert (kept.operation_code, kept.safety) == ("B002", True)


def test_an_item_stands_once(shop):
    load_inspection_items(shop.technical_director, rows=[ROW])
    with refused("T91", "已经载入过"):
        load_inspection_items(shop.technical_director, rows=[ROW])
    assert InspectionItem.objects.filter(code="T91").count() == 1
