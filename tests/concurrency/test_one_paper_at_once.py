"""One person at several devices: a test is begun once, and handed in once with one certificate."""

from tests.support.copies import at_once, raised
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.models import Certificate
from zhangdian.resources.training.models import Sitting
from zhangdian.resources.training.sittings import actions
from zhangdian.resources.training.tests.arranging import a_course, answered

DEVICES = 4


def test_a_test_is_begun_once_and_handed_in_once(own_shop, linger):
    course = a_course(own_shop)

    def begin():
        return actions.begin_test(own_shop.renewal_clerk, course)

    refusals = raised(at_once(*[begin] * DEVICES))
    assert len(refusals) == DEVICES - 1
    assert all(isinstance(each, Refusal) and "没交的" in each.sentence for each in refusals)
    refusals = raised(handed_in_everywhere(own_shop, linger))
    assert len(refusals) == DEVICES - 1
    assert all(isinstance(each, Refusal) for each in refusals)
    assert Certificate.objects.filter(kind=course.certificate).count() == 1


def handed_in_everywhere(shop, linger):
    sitting = Sitting.objects.get()
    answered(shop.renewal_clerk, sitting)
    linger(actions, "give_certificate", 0.3)
    return at_once(*[lambda: actions.hand_in(shop.renewal_clerk, sitting)] * DEVICES)


def test_control_without_a_lock_one_paper_would_give_several_certificates(own_shop, linger, unguarded):
    """The negative control: all find it open, and each is marked."""
    course = a_course(own_shop)
    actions.begin_test(own_shop.renewal_clerk, course)
    handed_in_everywhere(own_shop, linger)
    assert Certificate.objects.filter(kind=course.certificate).count() > 1
