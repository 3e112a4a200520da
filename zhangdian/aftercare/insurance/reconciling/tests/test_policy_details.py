"""The policies of a month go to their insurer in its own columns, with the ledger's total (RNW-13)."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse

from tests.support.browsing import browser_of
from zhangdian.aftercare.insurance import figures
from zhangdian.aftercare.insurance.policies import actions as policies
from zhangdian.aftercare.insurance.policies.tests import arranging
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.tests.arranging import (
    insurer,
    laid_out,
    number,
    some_policies,
)
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.ui.sheets import open_ledger


def ask(shop, who="renewal_clerk", **more):
    given = {"insurer": insurer().pk, "month": f"{shop.today:%Y-%m}", **more}
    return browser_of(getattr(shop, who)).post(reverse("insurance:policy_details"), given)


def rows_in(answer):
    with open_ledger(BytesIO(b"".join(answer.streaming_content)).getvalue()) as ledger:
        return [list(row.cells) for row in ledger.rows()]


@pytest.mark.duty("RNW-13")
def test_it_holds_exactly_the_month_s_policies_in_the_insurer_s_columns(shop):
    one, two = some_policies(shop, 2)
    policies.endorse_policy(
        shop.renewal_clerk, two, kind="covers", effective_on=shop.today, what="三者险改 300 万",
        number="PD20260001", premium=Decimal(300), covers=arranging.MORE,
    )  # fmt: skip
    arranging.a_policy(
        shop,
        car=arranging.a_car(shop, 3),
        number=number(3),
        signed_on=shop.today.replace(day=1) - timedelta(1),
    )
    arranging.a_policy(shop, car=arranging.a_car(shop, 4), number=number(4), insurer=insurer("HT"))
    void = arranging.a_policy(shop, car=arranging.a_car(shop, 5), number=number(5))
    policies.void_policy(shop.renewal_clerk, void, why="录了两遍")
    actions.set_list_layout(shop.renewal_clerk, insurer=insurer(), columns=laid_out())
    _, headings, first, second, total = rows_in(ask(shop))
    assert headings == ["序号", "出单日", "保单编码", "车架", "净保费金额", "终止时刻"]
    assert [first[2], second[2]] == [one.number, two.number]
    assert first[3] == one.vehicle.vin
    assert [Decimal(first[4]), Decimal(second[4]), Decimal(total[4])] == [3000, 3300, 6300]
    assert total[0] == "合计 2 张，净保费 6,300.00 元"


@pytest.mark.duty("RNW-13")
def test_its_total_is_the_ledger_s_and_the_journal_says_who_took_it(shop):
    some_policies(shop, 2)
    told = rows_in(ask(shop))
    first = shop.today.replace(day=1)
    ledger = figures.premium_signed(shop.clock, first, shop.today)
    assert f"净保费 {ledger.value:,.2f} 元" in "".join(told[-1])
    entry = Entry.objects.filter(action="kernel.export_list").latest("pk")
    assert entry.person_id == shop.renewal_clerk.person_id
    assert "policy-details" in entry.inputs_text
    assert '"rows":2' in entry.inputs_text


def test_an_insurer_without_a_layout_gets_the_usual_columns_and_nothing_is_told_as_nothing(shop):
    told = rows_in(ask(shop))
    assert told[1][0] == "保单号"
    assert "合计 0 张" in told[2][0]


def test_only_the_desk_takes_it(shop):
    assert ask(shop, "sales_consultant").status_code == 404
    assert "请选是哪家" in ask(shop, insurer="x").content.decode()
