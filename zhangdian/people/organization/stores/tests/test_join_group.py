"""A store joins a group: its customers are the group's where the group shares them."""

from zhangdian.people.organization.stores.actions import found_group, join_group


def both_join(shop, **facts):
    group = found_group(shop.chief_executive, name="云栎集团", **facts).subject
    join_group(shop.chief_executive, group=group)
    other = shop.other_store_manager
    from zhangdian.foundation.kernel.context import ActorKind, Context  # noqa: PLC0415

    join_group(Context(other.store_id, kind=ActorKind.CLOCK), group=group)


def test_without_an_agreement_each_keeps_its_own(shop):
    both_join(shop)
    assert shop.service_advisor.standing.stores == (shop.store_id,)


def test_with_it_the_standing_reaches_the_other_store(shop):
    both_join(shop, agreement="YL-2026-01", shares_customers=True)
    assert set(shop.service_advisor.standing.stores) == {shop.store_id, shop.other_store.pk}
