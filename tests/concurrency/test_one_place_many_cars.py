"""One place of the yard, many washed cars: one stands there, the others are told so (PROC-W-25)."""

import pytest

from tests.support.copies import at_once
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service.inspection.actions import finish_wash
from zhangdian.frontline.service.inspection.tests.arranging import a_visit_to_wash
from zhangdian.frontline.service.models import RepairOrder

CARS = 6


@pytest.mark.duty("PROC-W-25")
def test_six_cars_are_parked_on_one_place_at_once_and_one_stands_there(own_shop):
    washed = [a_visit_to_wash(own_shop, f"宁Z1000{number}") for number in range(CARS)]
    answers = at_once(*(lambda each=each: finish_wash(own_shop.washer, each, place="C5") for each in washed))
    refused = [answer.sentence for answer in answers if isinstance(answer, Refusal)]
    assert len(refused) == CARS - 1, answers
    assert all("C5" in sentence or "车位" in sentence for sentence in refused), refused
    assert RepairOrder.objects.filter(place="C5").count() == 1
