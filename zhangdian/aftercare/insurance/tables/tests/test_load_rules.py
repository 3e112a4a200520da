"""Rules and limits come in from the house's examples."""

import pytest

from zhangdian.aftercare.insurance import house_files
from zhangdian.aftercare.insurance.models import UnderwritingLimit, UnderwritingRule
from zhangdian.aftercare.insurance.tables import ledgers
from zhangdian.aftercare.insurance.tables.actions import load_rules


def test_what_is_there_is_left_as_it_is(shop):
    before = UnderwritingRule.objects.count(), UnderwritingLimit.objects.count()
    load_rules(shop.fi_manager, rules=ledgers.house_rules(), limits=ledgers.house_limits())
    assert (UnderwritingRule.objects.count(), UnderwritingLimit.objects.count()) == before
    assert before == (7, 4)


def test_a_bound_that_is_no_number_is_refused_with_its_row():
    row = {**house_files.lines_of("rules")[0], "kind": "sum_max", "value": "很多"}
    with pytest.raises(ValueError, match="内容“很多”不是数字"):
        ledgers.RULES.rows([row])
