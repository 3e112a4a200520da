"""A numbered document is in one person's hands: of two who would have it, one gets it (NBI-07)."""

from tests.support.copies import at_once, raised
from zhangdian.aftercare.insurance.models import FormLoss, FormMove, NumberedForm
from zhangdian.aftercare.insurance.numbered import actions
from zhangdian.aftercare.insurance.numbered.tests.arranging import received, with_paper
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy
from zhangdian.foundation.kernel import carrying


def test_of_two_to_whom_it_is_handed_at_once_one_gets_it(own_shop, linger):
    batch = received(with_paper(own_shop))
    linger(carrying, "lock_subject", 0.2)
    clerk = own_shop.renewal_clerk
    one, other = own_shop.person("new_car_insurance"), own_shop.person("fi_manager")
    done = at_once(
        lambda: actions.offer_forms(clerk, batch, to=one), lambda: actions.offer_forms(clerk, batch, to=other)
    )
    assert len(raised(done)) == 1, done
    assert NumberedForm.objects.values("offered_to").distinct().count() == 1


def test_a_number_that_a_count_misses_is_not_used_in_the_same_moment(own_shop, linger):
    received(with_paper(own_shop))
    policy = a_policy(own_shop)
    form = NumberedForm.objects.get(serial="AH0000100")
    linger(carrying, "lock_subject", 0.2)
    done = at_once(
        lambda: actions.use_form(own_shop.renewal_clerk, form, policy_number=policy.number),
        lambda: actions.count_forms(
            own_shop.fi_manager, holder=own_shop.person("renewal_clerk"), missing="0100"
        ),
    )
    assert len(raised(done)) == 1, done
    form.refresh_from_db()
    assert FormLoss.objects.count() == (form.state == "lost")
    assert FormMove.objects.filter(form=form).count() == 2
