"""A confirmed list is laid beside the ledger: the same, differing, missing here, missing there."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import PolicyList, PolicyListLine, UnregisteredPolicy
from zhangdian.aftercare.insurance.policies import actions as policies
from zhangdian.aftercare.insurance.policies.tests.arranging import MORE, a_policy
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.tests.arranging import (
    UNKNOWN,
    a_draft,
    a_list,
    a_row,
    again,
    insurer,
    line_of,
    lines_of,
    number,
    row_of,
    some_policies,
    task_of,
)
from zhangdian.people.customers.tests.arrange import a_car, a_customer, vin

Match = PolicyListLine.Match
Settled = PolicyListLine.Settled


@pytest.mark.duty("NBI-05", "RNW-29")
def test_each_line_is_the_same_differs_or_is_missing_on_one_side(shop):
    one, two, three = some_policies(shop, 3)
    found = a_list(shop, row_of(shop, one), row_of(shop, two, premium="2999.00"), a_row(shop))
    assert [(each.number, each.match) for each in lines_of(found)] == [
        (one.number, Match.SAME),
        (two.number, Match.DIFFERS),
        (f"{UNKNOWN}1", Match.MISSING),
        (three.number, Match.EXTRA),
    ]
    assert (found.state, found.left) == (PolicyList.State.OPEN, 3)


def test_a_list_that_agrees_in_everything_is_done(shop):
    [policy] = some_policies(shop, 1)
    found = a_list(shop, row_of(shop, policy))
    assert (found.state, found.left) == (PolicyList.State.DONE, 0)


@pytest.mark.parametrize(
    ("told", "field", "theirs", "ours"),
    [
        ({"vin": "LSVAL41Z882104202"}, "车架号", "LSVAL41Z882104202", None),
        ({"plate": "宁Z77777"}, "车牌", "宁Z77777", "宁Z50001"),
        ({"premium": "2999.98"}, "保费", "2999.98", "3000.00"),
        ({"tax": "420"}, "车船税", "420", "0.00"),
        ({"line": "交强险"}, "险别", "交强险", "商业险"),
    ],
)
def test_every_field_that_differs_is_told_with_both_values(shop, told, field, theirs, ours):
    [policy] = some_policies(shop, 1)
    [line] = lines_of(a_list(shop, row_of(shop, policy, **told)))
    assert line.differs == [[field, theirs, ours or policy.vehicle.vin]]


def test_the_days_are_compared_each_for_itself(shop):
    [policy] = some_policies(shop, 1)
    row = row_of(shop, policy)
    days = {key: row[key] - timedelta(days=1) for key in ("signed_on", "starts_on", "last_day")}
    [line] = lines_of(a_list(shop, row | days))
    assert line.differing == "签单日期、起保日、最后一天"


def test_what_the_list_does_not_tell_differs_from_nothing(shop):
    [policy] = some_policies(shop, 1)
    empty = {"vin": "", "plate": "新车", "starts_on": "", "last_day": "", "premium": "", "line": ""}
    [line] = lines_of(a_list(shop, row_of(shop, policy, **empty)))
    assert line.match == Match.SAME


def test_the_name_is_compared_as_far_as_the_insurer_prints_it_and_kept_only_where_it_differs(shop):
    names = ("段素琴", "程远山", "邹雪梅")
    told = ("段**", "程远山", "段不是她")
    rows = []
    for at, name in enumerate(names, 1):
        car = a_car(shop, f"宁Z5000{at}", vin=vin(at), owner=a_customer(shop, name, f"1611000007{at}"))
        rows.append(row_of(shop, a_policy(shop, car=car, number=number(at)), holder=told[at - 1]))
    lines = lines_of(a_list(shop, *rows))
    assert [each.match for each in lines] == [Match.SAME, Match.SAME, Match.DIFFERS]
    assert lines[2].differs == [["投保人", "", ""]]
    assert [each.holder.open() for each in lines] == ["", "", "段不是她"]


def test_a_premium_with_its_endorsements_and_a_cent_apart_are_the_same(shop):
    one, two = some_policies(shop, 2)
    policies.endorse_policy(
        shop.renewal_clerk, one, kind="covers", effective_on=shop.today, what="三者险改 300 万",
        number="PD20260001", premium=Decimal(300), covers=MORE,
    )  # fmt: skip
    rows = [row_of(shop, one, premium="3300.00"), row_of(shop, two, premium="3000.01")]
    assert {each.match for each in lines_of(a_list(shop, *rows))} == {Match.SAME}


def test_a_policy_under_another_number_is_known_by_its_car(shop):
    [policy] = some_policies(shop, 1)
    found = a_list(shop, row_of(shop, policy, number="PDAA2026510100000XXX1"))
    [line] = lines_of(found)
    assert (line.policy, line.differs) == (policy, [["保单号", "PDAA2026510100000XXX1", policy.number]])
    assert not UnregisteredPolicy.objects.exists()


def test_a_car_s_earlier_policy_is_not_taken_for_it(shop):
    [policy] = some_policies(shop, 1)
    away = policy.signed_on - timedelta(days=40)
    found = a_list(shop, row_of(shop, policy, number="PDAA2026510100000XXX1", signed_on=away))
    assert [each.match for each in lines_of(found)] == [Match.MISSING, Match.EXTRA]


@pytest.mark.duty("RNW-29")
def test_what_nobody_entered_is_the_renewal_desk_s_to_register_with_its_day_of_issue(shop):
    signed = shop.today - timedelta(days=1)
    a_list(shop, a_row(shop, signed_on=signed))
    task = task_of(f"{UNKNOWN}1")
    assert (task.state, task.signed_on, task.due_on) == ("open", signed, shop.today)
    assert task.owner_id == shop.renewal_clerk.person_id
    assert task.insurer == insurer()


def test_rows_that_cannot_be_read_and_a_policy_twice_are_told_and_nothing_counts(shop):
    draft = a_draft(shop, a_row(shop, signed_on="上周"), a_row(shop, 2, premium="1.234"))
    with refused("第 2 行 签单日期", "第 3 行", "多于两位小数"):
        actions.accept_policy_list(shop.renewal_clerk, draft)
    draft = a_draft(shop, a_row(shop), a_row(shop), digest="b")
    with refused("有两行", UNKNOWN):
        actions.accept_policy_list(shop.renewal_clerk, draft)
    assert not PolicyListLine.objects.exists()


def test_a_list_without_the_column_of_numbers_is_not_compared(shop):
    draft = a_draft(shop, a_row(shop))
    actions.choose_list_columns(shop.renewal_clerk, draft, columns=[actions.Chosen("signed_on", 5)])
    with refused("没有选哪一列是保单号"):
        actions.accept_policy_list(shop.renewal_clerk, again(draft))


def test_a_newer_list_replaces_what_was_open_in_the_older_and_keeps_what_was_said(shop):
    one, two, three = some_policies(shop, 3)
    rows = [row_of(shop, one, premium="1.00"), row_of(shop, two, premium="2.00"), a_row(shop), a_row(shop, 2)]
    old = a_list(shop, *rows)
    actions.explain_list_line(
        shop.renewal_clerk, line_of(old, one.number), settled=Settled.THEIRS, why="保险公司录错"
    )
    actions.explain_list_line(
        shop.renewal_clerk, line_of(old, three.number), settled=Settled.THEIRS, why="保险公司漏了这张"
    )
    new = a_list(shop, rows[0], row_of(shop, two), rows[3], digest="b")
    assert again(old).state == PolicyList.State.REPLACED
    assert new.replaces == old
    settled = {each.number: each.settled for each in lines_of(old)}
    assert settled[two.number] == settled[f"{UNKNOWN}1"] == Settled.REPLACED
    assert settled[one.number] == Settled.THEIRS
    told = {each.number: (each.match, each.settled, each.because) for each in lines_of(new)}
    assert told[one.number] == (Match.DIFFERS, Settled.THEIRS, "保险公司录错")
    assert told[three.number] == (Match.EXTRA, Settled.THEIRS, "保险公司漏了这张")
    assert told[two.number][0] == Match.SAME
    assert (new.left, new.state) == (1, PolicyList.State.OPEN)
    gone, stays = task_of(f"{UNKNOWN}1"), task_of(f"{UNKNOWN}2")
    assert (gone.state, gone.because) == ("closed", "新的清单里没有这张了")
    assert stays.state == "open"


def test_what_a_later_list_tells_again_is_open_again(shop):
    for digest, row in (("a", a_row(shop)), ("b", a_row(shop, 2)), ("c", a_row(shop))):
        found = a_list(shop, row, digest=digest)
    assert task_of(f"{UNKNOWN}1").state == "open"
    assert found.left == 1


def test_another_month_and_another_insurer_are_left_alone(shop):
    [policy] = some_policies(shop, 1)
    before = a_list(shop, a_row(shop), month=shop.today.replace(day=1) - timedelta(days=1))
    other = a_list(shop, a_row(shop, 2), whose=insurer("HT"))
    a_list(shop, row_of(shop, policy))
    assert {again(before).state, again(other).state} == {PolicyList.State.OPEN}
    assert not before.lines.filter(match=Match.EXTRA).exists()


def test_sixty_lines_ask_as_often_as_ten(shop):
    some_policies(shop, 1)
    asked = []
    for count in (10, 60):
        rows = [
            a_row(shop, at, number=f"PDBB{count:04}{at:06}", vin="LSVAL41Z882104202") for at in range(count)
        ]
        draft = a_draft(shop, *rows, digest=str(count), month=shop.today - timedelta(days=31 * count // 10))
        with CaptureQueriesContext(connection) as found:
            actions.accept_policy_list(shop.renewal_clerk, draft)
        asked.append(len(found))
    assert asked[0] == asked[1], [each["sql"] for each in found]
