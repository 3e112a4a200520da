"""Nothing is done, and the reporter reads why."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.matters.actions import refuse_matter
from zhangdian.management.duties.matters.tests.arranging import again, reported, supply_stops
from zhangdian.management.duties.models import Matter


def test_it_ends_with_a_reason_that_its_reporter_reads(shop):
    matter = reported(shop)
    with refused("为什么"):
        refuse_matter(shop.fi_manager, matter, why=" ")
    with refused("自己报的"):
        refuse_matter(shop.new_car_insurance, matter, why="算了")
    refuse_matter(shop.fi_manager, matter, why="现在没有条件")
    assert again(matter).state == Matter.State.REFUSED
    [news] = desks.matters_answered(shop.new_car_insurance)
    assert "现在没有条件" in news.remark
    assert again(matter).item.done_at is not None


@pytest.mark.duty("PTP-08")
def test_a_proposal_that_is_refused_changes_no_limits(shop):
    matter = supply_stops(shop)
    before = matter.card.min_stock, matter.card.max_stock
    refuse_matter(shop.parts_manager, matter, why="有替代件")
    matter.card.refresh_from_db()
    assert (matter.card.min_stock, matter.card.max_stock) == before
