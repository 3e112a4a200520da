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
    if row.dated or row.case:
        models = {registry.model(DATES[row.dated].model if row.dated else row.case)}
    else:
        begun_by = [registry.ACTIONS[name] for name in row.trigger.split()]
        models = {action.subject_model or action.opens for action in begun_by}
    [model] = models
    assert model is not None
    for name in filter(None, (row.whose, row.until)):
        assert model._meta.get_field(name)
    assert not row.only or hasattr(model, row.only.partition("=")[0].partition("__")[0])
    for name in filter(None, (row.whose, row.above)):
        assert model._meta.get_field(name).related_model.__name__ == "Person"
