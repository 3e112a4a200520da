"""One walk past all points: good by one tap, amiss with a photo."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation.visits import a_photo
from zhangdian.foundation.kernel.attachments import photos_of
from zhangdian.management.duties import walks
from zhangdian.management.duties.models import Round, RoundFault
from zhangdian.management.duties.rounds.actions import Fault, make_round
from zhangdian.management.duties.tests.arranging import walk, with_duties
from zhangdian.people.organization.roles import Role

HOST = Role.LOUNGE_HOST


@pytest.fixture
def store(shop):
    with_duties(shop)
    return shop


@pytest.mark.duty("HOST-02", "HOST-03", "HOST-04", "PTK-07", "PTM-14", "TOOL-01", "ICA-22", "SLM-11")
@pytest.mark.duty("OFD-10", "GM-11", "PROC-R-01", "PROC-R-02", "PROC-R-03")
@pytest.mark.parametrize(
    "role",
    ["HOST", "PTK", "PTM", "TOOL", "ICA", "SLM", "OFD", "GM", "FDS", "WSM"],
)
def test_all_good_is_one_act_of_the_post(store, role):
    made = walk(store, Role(role))
    assert (made.role, made.is_doubtful) == (role, False)
    assert made.points == len(walks.points_of(store.clock, role))
    assert made.walker_id == store.in_role(role).person_id


def test_what_is_amiss_is_written_down_with_a_photo_and_waits(store):
    point = walks.points_of(store.clock, HOST)[1]
    made = make_round(
        store.lounge_host,
        role=HOST,
        began_at=store.now,
        faults=[Fault(point, "脏")],
        photos=[a_photo(store.lounge_host)],
    ).subject
    assert [str(fault) for fault in walks.unmended(store.clock)] == ["卫生间：脏"]
    assert photos_of(store.clock, made).count() == 1
    assert not made.is_doubtful


def test_amiss_without_a_photo_is_refused(store):
    point = walks.points_of(store.clock, HOST)[0]
    with refused("请拍一张照片"):
        make_round(store.lounge_host, role=HOST, began_at=store.now, faults=[Fault(point, "脏")])
    assert not Round.objects.exists()


def test_all_good_in_under_a_third_of_the_usual_time_is_doubtful(store):
    for _ in range(3):
        walk(store, HOST, minutes=9)
        store.later(days=1)
    assert walk(store, HOST, minutes=4).is_doubtful is False
    assert walk(store, HOST, minutes=2).is_doubtful
    assert walks.usual_seconds(store.clock, HOST, 4) == 540


def test_a_beginning_in_the_future_is_now(store):
    made = make_round(store.lounge_host, role=HOST, began_at=store.now + timedelta(hours=1)).subject
    assert made.seconds == 0
    assert made.is_doubtful


def test_another_post_s_round_is_not_mine(store):
    with refused("由车间主管来走"):
        make_round(store.lounge_host, role=Role.WORKSHOP_SUPERVISOR, began_at=store.now)


def test_a_post_without_points_has_no_round(store):
    with refused("还没有巡查点"):
        make_round(store.cashier, role=Role.CASHIER, began_at=store.now)


def test_a_point_of_another_round_is_refused_and_none_twice(store):
    mine = walks.points_of(store.clock, HOST)[0]
    other = walks.points_of(store.clock, "WSM")[0]
    photos = [a_photo(store.lounge_host)]
    with refused("不在这一轮里"):
        make_round(
            store.lounge_host, role=HOST, began_at=store.now, faults=[Fault(other, "乱")], photos=photos
        )
    with refused("写了两次"):
        make_round(
            store.lounge_host,
            role=HOST,
            began_at=store.now,
            faults=[Fault(mine, "乱"), Fault(mine, "脏")],
            photos=photos,
        )
    assert not RoundFault.objects.exists()
