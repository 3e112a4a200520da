"""An insurer's list comes up and waits for somebody to look at it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import BroughtSheet, PolicyList
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.tests.arranging import (
    a_draft,
    a_list,
    a_row,
    brought,
    insurer,
    some_policies,
)
from zhangdian.foundation.kernel.refusals import Refusal


def test_nothing_counts_before_somebody_has_confirmed_it(shop):
    some_policies(shop, 1)
    draft = a_draft(shop, a_row(shop))
    assert (draft.state, draft.rows) == (PolicyList.State.DRAFT, 1)
    assert not draft.lines.exists()


def test_the_same_file_twice_adds_nothing(shop):
    a_list(shop, a_row(shop))
    with pytest.raises((Refusal, ValidationError), match="已经上传过"):
        a_draft(shop, a_row(shop))
    assert PolicyList.objects.count() == 1


def test_a_month_to_come_a_file_that_is_not_there_and_columns_that_make_no_sense_are_refused(shop):
    with refused("月份还没到"):
        a_draft(shop, a_row(shop), month=shop.today.replace(day=1) + timedelta(days=40))
    given = {"insurer": insurer(), "month": shop.today}
    with refused("没有这份文件"):
        actions.open_policy_list(shop.renewal_clerk, **given, brought=10**6, columns=[])
    kept = brought(shop, [a_row(shop)])
    for columns, why in (
        ([("number", 0), ("vin", 0)], "一列只能做一个栏目"),
        ([("price", 0)], "没有“price”这个栏目"),
        ([("number", 99)], "文件里没有"),
    ):
        with refused(why):
            actions.open_policy_list(
                shop.renewal_clerk,
                **given,
                brought=kept.pk,
                columns=[actions.Chosen(*each) for each in columns],
            )


def test_another_store_s_file_is_not_there(shop):
    kept = brought(shop, [a_row(shop)])
    BroughtSheet.objects.filter(pk=kept.pk).update(store=shop.other_store_manager.store_id)
    with refused("没有这份文件"):
        actions.open_policy_list(
            shop.renewal_clerk, insurer=insurer(), month=shop.today, brought=kept.pk, columns=[]
        )
