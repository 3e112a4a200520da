"""A store begins with the house's rules for single cases."""

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.dates import DATES
from zhangdian.management.duties import cases, written
from zhangdian.management.duties.models import CaseRule
from zhangdian.management.duties.watching.actions import load_case_rules


def test_once(shop):
    load_case_rules(shop.office_director, rows=list(cases.shipped()))
    assert CaseRule.objects.count() == len(cases.shipped())
    with refused("都有了"):
        load_case_rules(shop.office_director, rows=list(cases.shipped()))


@pytest.mark.parametrize("row", cases.shipped(), ids=lambda row: row.code)
def test_each_names_acts_that_are_and_a_duty_that_is_written(row):
    names = f"{row.trigger} {row.proofs} {row.voids}".split()
    assert set(names) <= set(registry.ACTIONS)
    assert row.code in {each.code for each in written.rows()}
    if row.dated:
        model = registry.model(DATES[row.dated].model)
    else:
        action = registry.ACTIONS[row.trigger]
        model = registry.model(row.case) if row.case else action.subject_model or action.opens
    assert model is not None
    for name in filter(None, (row.whose, row.only.partition("=")[0], row.until)):
        assert model._meta.get_field(name)
    for name in filter(None, (row.whose, row.above)):
        assert model._meta.get_field(name).related_model.__name__ == "Person"
