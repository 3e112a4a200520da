"""Who finds a hand-over among what waits for him."""

from zhangdian.foundation.ui.waits import Tally, Waits, count
from zhangdian.people.organization.leaving.actions import give_things, receive_things
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.leaving.waiting import hand_overs_to_finish, to_finish


def verbs(who):
    return [task.verb for task in hand_overs_to_finish(who)]


def test_what_is_counted_is_what_stands_there(shop):
    arranging.begun(shop)
    for who in (shop.service_advisor, shop.service_manager, shop.technician, shop.office_director):
        [told] = count(who, [Tally(lambda ctx: Waits(to_finish(ctx)))])
        assert told.count == len(hand_overs_to_finish(who))


def test_first_the_giver_then_the_receiver_and_all_the_time_those_above(shop):
    sheet = arranging.begun(shop)
    assert verbs(shop.service_advisor) == ["签字"]
    assert verbs(shop.front_desk_supervisor) == []
    assert verbs(shop.service_manager) == ["办交接"]
    give_things(shop.service_advisor, sheet)
    assert verbs(shop.service_advisor) == []
    assert verbs(shop.front_desk_supervisor) == ["签字"]
    receive_things(shop.front_desk_supervisor, sheet)
    assert verbs(shop.front_desk_supervisor) == []
    assert verbs(shop.service_manager) == ["监交"]
    assert verbs(shop.technician) == []
