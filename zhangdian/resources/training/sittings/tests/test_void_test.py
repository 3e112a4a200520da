"""A test that was not fair never counted, nor does its certificate."""

from tests.support.saying_no import refused
from zhangdian.people.organization.roles import Role
from zhangdian.resources.training import desks, queries
from zhangdian.resources.training.models import Sitting
from zhangdian.resources.training.sittings.actions import begin_test, void_test
from zhangdian.resources.training.tests.arranging import a_course, a_paper, again, held_until, taken


def test_its_certificate_goes_with_it_and_he_may_try_again_at_once(shop):
    course = a_course(shop)
    sitting = taken(shop, course)
    assert held_until(shop, shop.renewal_clerk)
    void_test(shop.internal_trainer, sitting, why="别人代答")
    assert again(sitting).state == Sitting.State.VOID
    assert held_until(shop, shop.renewal_clerk) is None
    assert "别人代答" in again(sitting.certificate).void_reason
    assert len(desks.courses_to_pass(shop.renewal_clerk)) == 1
    assert queries.tried(shop.clock, course).handed_in == 0
    begin_test(shop.renewal_clerk, course)


def test_one_that_is_still_open_may_be_void_too(shop):
    sitting = a_paper(shop, a_course(shop))
    void_test(shop.internal_trainer, sitting, why="题目有误")
    assert again(sitting).state == Sitting.State.VOID


def test_nobody_his_own_and_never_without_a_reason(shop):
    course = a_course(shop, posts=[Role.INTERNAL_TRAINER, Role.RENEWAL_SPECIALIST])
    own = taken(shop, course, shop.internal_trainer)
    with refused("请别人作废"):
        void_test(shop.internal_trainer, own, why="别人代答")
    with refused("写原因"):
        void_test(shop.fi_manager, own, why=" ")
