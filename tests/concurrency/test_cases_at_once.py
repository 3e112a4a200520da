"""Many workers look at the same cases at once: each case owes once."""

from tests.support.copies import at_once, raised
from zhangdian.aftercare.care.complaints.actions import open_complaint
from zhangdian.aftercare.care.models import ComplaintTopic
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties
from zhangdian.management.duties.watching import following
from zhangdian.management.duties.watching.actions import follow_cases


def complain(shop, times):
    topic = ComplaintTopic.objects.filter(severity="normal")[0]
    for number in range(times):
        open_complaint(
            shop.service_advisor,
            words="等了太久没人说",
            topic=topic,
            caller="邹女士",
            phone=f"1611000000{number}",
        )


def test_every_case_owes_once(own_shop, linger):
    with_duties(own_shop)
    complain(own_shop, 3)
    linger(following, "to_open", 0.1)
    clock = own_shop.clock
    answers = at_once(*[lambda: follow_cases(clock, until=own_shop.now)] * 3)
    assert all(isinstance(each, Refusal) for each in raised(answers)), answers
    the_clock_looks(own_shop)
    assert DueItem.objects.filter(code="CSR-11").count() == 3
