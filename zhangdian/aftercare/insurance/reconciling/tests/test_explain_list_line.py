"""A difference ends with a correction of our policy, or with a reason that the insurer is wrong."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import EntryError, PolicyList, PolicyListLine
from zhangdian.aftercare.insurance.policies import actions as policies
from zhangdian.aftercare.insurance.policies.tests import arranging
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.tests.arranging import (
    UNKNOWN,
    a_draft,
    a_list,
    a_row,
    again,
    line_of,
    lines_of,
    number,
    row_of,
    some_policies,
    task_of,
)
from zhangdian.people.customers.actions import transfer_ownership
from zhangdian.people.customers.tests.arrange import a_car, a_customer, vin

Settled = PolicyListLine.Settled
Match = PolicyListLine.Match


def test_the_last_reason_ends_the_list(shop):
    [policy] = some_policies(shop, 1)
    found = a_list(shop, row_of(shop, policy, premium="1.00"))
    with refused("请写为什么"):
        actions.explain_list_line(
            shop.renewal_clerk, line_of(found, policy.number), settled="theirs", why=" "
        )
    actions.explain_list_line(
        shop.renewal_clerk, line_of(found, policy.number), settled=Settled.THEIRS, why="保险公司录错"
    )
    assert (again(found).state, again(found).left) == (PolicyList.State.DONE, 0)
    assert not EntryError.objects.exists()


def test_what_is_not_to_be_explained_here_is_refused_with_the_way(shop):
    one, two = some_policies(shop, 2)
    found = a_list(shop, row_of(shop, one), row_of(shop, two, premium="1.00"), a_row(shop))
    given = {"settled": Settled.THEIRS, "why": "保险公司录错"}
    with refused("两边一致"):
        actions.explain_list_line(shop.renewal_clerk, line_of(found, one.number), **given)
    with refused("请登记这张保单"):
        actions.explain_list_line(shop.renewal_clerk, line_of(found, f"{UNKNOWN}1"), **given)
    with refused("请更正保单"):
        actions.explain_list_line(
            shop.renewal_clerk, line_of(found, two.number), settled=Settled.OURS, why="本店录错"
        )
    actions.explain_list_line(shop.renewal_clerk, line_of(found, two.number), **given)
    with refused("已经处理过"):
        actions.explain_list_line(shop.renewal_clerk, line_of(found, two.number), **given)
    a_list(shop, row_of(shop, one), digest="b")
    with refused("已换新"):
        actions.explain_list_line(shop.renewal_clerk, line_of(found, f"{UNKNOWN}1"), **given)


@pytest.mark.duty("NBI-05", "NBI-06")
def test_a_correction_that_does_away_with_it_ends_the_line_and_counts_for_who_entered(shop):
    [policy] = some_policies(shop, 1)
    found = a_list(shop, row_of(shop, policy, premium="2800.00"))
    policies.correct_policy(shop.fi_manager, policy, cause="typed", premium=Decimal(2800))
    [line] = lines_of(found)
    assert (line.settled, line.our_error) == (Settled.OURS, True)
    assert line.differs == [["保费", "2800.00", "3000.00"]]
    assert again(found).state == PolicyList.State.DONE
    assert EntryError.objects.get().by_id == policy.entered_by_id


def test_a_correction_of_one_of_two_leaves_the_other(shop):
    [policy] = some_policies(shop, 1)
    found = a_list(shop, row_of(shop, policy, premium="2800.00", plate="宁Z77777"))
    policies.correct_policy(shop.fi_manager, policy, cause="typed", premium=Decimal(2800))
    [line] = lines_of(found)
    assert (line.settled, line.differing, line.our_error) == ("", "车牌", True)
    policies.correct_policy(shop.fi_manager, arranging.again(policy), cause="misread", plate="宁Z77777")
    assert lines_of(found)[0].settled == Settled.OURS


def test_a_wrong_number_is_corrected_to_the_list_s(shop):
    [policy] = some_policies(shop, 1)
    found = a_list(shop, row_of(shop, policy, number="PDAA2026510100000XXX1"))
    policies.correct_policy(shop.fi_manager, policy, cause="typed", number="PDAA2026510100000XXX1")
    assert lines_of(found)[0].settled == Settled.OURS


def test_the_holder_is_taken_anew_from_the_car_s_file(shop):
    owned = a_customer(shop, "段素琴", "16110000077")
    car = a_car(shop, "宁Z50077", vin=vin(77), owner=owned)
    policy = arranging.a_policy(shop, car=car, number=number(1))
    found = a_list(shop, row_of(shop, policy, holder="程远山"))
    with refused("没有改动"):
        policies.correct_policy(shop.fi_manager, policy, cause="papers", owner_anew=True)
    transfer_ownership(shop.service_advisor, car, to=a_customer(shop, "程远山", "16110000078"), how="过户")
    policies.correct_policy(shop.fi_manager, policy, cause="papers", owner_anew=True)
    [line] = lines_of(found)
    assert (line.settled, line.differs) == (Settled.OURS, [["投保人", "", ""]])
    assert arranging.again(policy).holder.name.open() == "程远山"


def test_what_was_entered_for_another_car_goes_and_its_number_is_to_be_registered(shop):
    policy = policies_entered(shop)
    found = a_list(shop, row_of(shop, policy, vin="LSVAL41Z882104202"))
    policies.void_policy(shop.renewal_clerk, policy, why="录错了车")
    [line] = lines_of(found)
    assert (line.match, line.policy, line.our_error) == (Match.MISSING, None, True)
    assert task_of(policy.number).state == "open"
    assert EntryError.objects.get().by_id == policy.entered_by_id


def test_what_never_was_issued_is_voided(shop):
    policy = policies_entered(shop)
    found = a_list(shop, a_row(shop))
    policies.void_policy(shop.renewal_clerk, policy, why="保险公司没有出单")
    line = line_of(found, policy.number)
    assert (line.match, line.settled, line.our_error) == (Match.EXTRA, Settled.OURS, True)


def policies_entered(shop):
    """Not checked yet, so that it may still be voided."""
    return arranging.a_policy(shop, car=arranging.a_car(shop), number=number(1))


def test_a_draft_has_nothing_to_explain(shop):
    assert not a_draft(shop, a_row(shop)).lines.exists()
