"""Rules and limits come in from the house's examples."""

from zhangdian.aftercare.insurance.models import UnderwritingLimit, UnderwritingRule
from zhangdian.aftercare.insurance.tables import ledgers
from zhangdian.aftercare.insurance.tables.actions import load_rules


def test_what_is_there_is_left_as_it_is(shop):
    before = UnderwritingRule.objects.count(), UnderwritingLimit.objects.count()
    load_rules(shop.fi_manager, rules=ledgers.house_rules(), limits=ledgers.house_limits())
    assert (UnderwritingRule.objects.count(), UnderwritingLimit.objects.count()) == before
    assert before == (7, 4)
