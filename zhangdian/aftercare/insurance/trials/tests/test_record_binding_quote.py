"""The insurer's own three totals bind; beyond one's authority they go up, and the advisor is told."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import desks
from zhangdian.aftercare.insurance.models import BindingQuote, Quote
from zhangdian.aftercare.insurance.premium import Use
from zhangdian.aftercare.insurance.tests.arranging import a_quote, insurer
from zhangdian.aftercare.insurance.trials.actions import record_binding_quote
from zhangdian.doors.simulation.visits import a_photo
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.people.organization.roles import Role


def record(shop, quote, *, total="3000", who=None, **more):
    given = {
        "insurer": insurer("AH"),
        "compulsory": Decimal("665.00"),
        "tax": Decimal("420.00"),
        "commercial": Decimal(total),
        "photo": a_photo(who or shop.renewal_clerk),
        **more,
    }
    return record_binding_quote(who or shop.renewal_clerk, quote, **given)


@pytest.mark.duty("RNW-07")
def test_three_totals_with_their_picture(shop):
    quote = a_quote(shop)
    record(shop, quote)
    made = BindingQuote.objects.get(quote=quote)
    assert made.total == Decimal("4085.00")


@pytest.mark.duty("NBI-09")
def test_beyond_the_limit_the_manager_signs_before_it_counts(shop):
    quote = a_quote(shop)
    done = record(shop, quote, total="25000")
    assert done.waits_for_signature
    assert done.subject.needed == Role.FI_MANAGER
    assert not BindingQuote.objects.exists()
    sign_request(shop.fi_manager, done.subject)
    assert BindingQuote.objects.get().commercial == 25000


@pytest.mark.duty("NBI-09")
def test_beyond_the_manager_s_too_the_leader_signs_as_well(shop):
    quote = a_quote(shop)
    done = record(shop, quote, total="80000")
    assert done.subject.needed.split() == [Role.FI_MANAGER, Role.GENERAL_MANAGER]
    sign_request(shop.fi_manager, done.subject)
    assert not BindingQuote.objects.exists()
    sign_request(shop.general_manager, done.subject)
    assert BindingQuote.objects.exists()


@pytest.mark.duty("NBI-09")
def test_special_terms_and_other_uses_go_up(shop):
    quote = a_quote(shop)
    assert record(shop, quote, special="指定驾驶员").waits_for_signature
    rented = a_quote(shop, use=Use.RENTAL)
    assert record(shop, rented).waits_for_signature


@pytest.mark.duty("NBI-08")
def test_the_advisor_is_told_while_it_waits(shop):
    quote = a_quote(shop, advisor=shop.person("sales_consultant"))
    done = record(shop, quote, total="25000")
    (task,) = desks.quotes_beyond_authority(shop.sales_consultant)
    assert "等金融保险经理" in task.remark
    assert "25,665.00" in task.title
    assert desks.quotes_beyond_authority(shop.service_advisor) == []
    refuse_request(shop.fi_manager, done.subject, reason="保额太高，改方案")
    assert desks.quotes_beyond_authority(shop.sales_consultant) == []


def test_the_manager_himself_goes_further(shop):
    quote = a_quote(shop)
    assert not record(shop, quote, total="25000", who=shop.fi_manager).waits_for_signature


@pytest.mark.duty("RNW-31")
def test_an_insurer_that_lost_its_approval_is_refused(shop):
    quote = a_quote(shop)
    with refused("青漠 没有本店认证"):
        record(shop, quote, insurer=insurer("QM"))


def test_it_stands_beside_a_trial_of_the_same_insurer(shop):
    with refused("没有 泽岸"):
        record(shop, a_quote(shop), insurer=insurer("ZA"))


def test_after_its_days_it_is_reckoned_anew(shop):
    quote = a_quote(shop)
    shop.later(days=8)
    with refused("已经过期"):
        record(shop, Quote.objects.get(pk=quote.pk))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"tax": Decimal("-1")}, "不能是负数"),
        ({"compulsory": Decimal(0), "commercial": Decimal(0)}, "不能都是零"),
    ],
)
def test_sums_that_cannot_be(shop, given, words):
    quote = a_quote(shop)
    with refused(words):
        record_binding_quote(
            shop.renewal_clerk,
            quote,
            **{
                "insurer": insurer("AH"),
                "compulsory": Decimal(665),
                "tax": Decimal(0),
                "commercial": Decimal(3000),
                "photo": a_photo(shop.renewal_clerk),
                **given,
            },
        )
