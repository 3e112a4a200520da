"""Numbers: gapless per store, kind and day; never twice."""

from datetime import date

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel import numbers
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Counter
from zhangdian.foundation.kernel.records import writing
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.tests.arranging import a_requisition, an_action
from zhangdian.resources.parts.models import Requisition

DAY = date(2026, 11, 23)


def test_each_store_kind_and_day_counts_for_itself(shop):
    with writing():
        drawn = [
            numbers.draw(store.pk, [kind], day)[0]
            for store in (shop.store, shop.other_store)
            for kind in ("WL", "CK")
            for day in (DAY, date(2026, 11, 24))
            for _ in "ab"
        ]
    assert drawn[:4] == ["WL261123-0001", "WL261123-0002", "WL261124-0001", "WL261124-0002"]
    assert drawn[8:10] == drawn[:2]
    assert len(set(drawn)) == 8


def test_a_day_with_more_than_9999_goes_on(shop):
    with writing():
        Counter(store=shop.store, kind="WL", day=DAY, value=9998).save()
        drawn = numbers.draw(shop.store_id, ["WL"] * 3, DAY)
    assert drawn == ["WL261123-9999", "WL261123-10000", "WL261123-10001"]


def test_several_kinds_are_drawn_at_once_each_in_its_own_order(shop):
    with writing():
        numbers.draw(shop.store_id, ["WL"], DAY)
        drawn = numbers.draw(shop.store_id, ["WL", "CK", "WL"], DAY)
    assert drawn == ["WL261123-0002", "CK261123-0001", "WL261123-0003"]


def test_an_act_that_is_refused_after_drawing_gives_the_number_to_the_next(shop):
    @an_action()
    def draw(ctx: Act, requisition: Requisition) -> None:
        """Draws at its end; the state is asked after the number."""
        ctx.draw_number(requisition, "number", "XX")

    def never(_: Requisition) -> None:
        raise Refusal("这个状态不行")

    requisition = a_requisition(shop)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Requisition, "derive_state", never)
        with refused("这个状态不行"):
            draw(shop.guide, requisition)
    draw(shop.guide, requisition)
    assert Requisition.objects.get(pk=requisition.pk).number == "XX261123-0001"


def test_a_paper_and_its_record_bear_the_same_number(shop):
    @an_action()
    def number_both(ctx: Act) -> None:
        """One number for two bearers."""
        first, second = Requisition.objects.of(ctx).lock().order_by("pk")
        ctx.draw_number(first, "voided_because", "XX", also=second)

    for _ in "ab":
        a_requisition(shop)
    number_both(shop.guide)
    assert [each.voided_because for each in Requisition.objects.all()] == ["XX261123-0001"] * 2
