"""The house's own examples come in beside what is there; cash is refused from the beginning."""

from dataclasses import replace

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.giveaways.actions import load_giveaway_forms
from zhangdian.aftercare.insurance.giveaways.ledgers import house_forms
from zhangdian.aftercare.insurance.models import GiveawayForm


def test_what_is_there_stays_as_it_is(shop):
    assert GiveawayForm.objects.count() == len(house_forms())
    with refused("门店都有了"):
        load_giveaway_forms(shop.fi_manager, rows=house_forms())
    more = replace(house_forms()[0], name="玻璃水")
    load_giveaway_forms(shop.fi_manager, rows=[*house_forms(), more])
    assert GiveawayForm.objects.count() == len(house_forms()) + 1


def test_cash_and_what_is_like_it_is_refused_with_its_rule_and_figures_are_examples(shop):
    shipped = {each.name: each for each in house_forms()}
    assert not shipped["现金返还"].allowed
    assert "116" in shipped["现金返还"].source
    assert all(each.example and each.most for each in shipped.values() if each.allowed)
