"""A store begins with the house's list and makes it its own."""

from tests.support.saying_no import refused
from zhangdian.management.duties import reviewing
from zhangdian.management.duties.models import ReviewInput
from zhangdian.management.duties.reviews.actions import load_review_inputs, set_review_input
from zhangdian.management.duties.reviews.tests.arranging import with_inputs


def test_what_the_store_has_changed_is_not_loaded_over(shop):
    with_inputs(shop)
    set_review_input(shop.office_director, name="审核结果", hint="只写厂家检查", reason="没有内审")
    with refused("都有了"):
        load_review_inputs(shop.office_director, rows=list(reviewing.shipped()))
    assert ReviewInput.objects.of(shop.clock).get(name="审核结果").hint == "只写厂家检查"
