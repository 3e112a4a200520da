"""The owner could not be reached."""

from zhangdian.people.customers import queries
from zhangdian.people.customers.maker.actions import miss_recall
from zhangdian.people.customers.maker.tests.test_tell_recall import one  # noqa: F401
from zhangdian.people.customers.tests.arrange import again


def test_it_stays_open(shop, one):  # noqa: F811
    miss_recall(shop.service_advisor, one, how="三次未接")
    assert again(one).state == "unreachable"
    assert queries.vehicle_card(shop.service_advisor, one.vehicle).recalls
