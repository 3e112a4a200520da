"""A store begins with the house's kinds and makes them its own."""

from tests.support.saying_no import refused
from zhangdian.management.duties.matters import kinds
from zhangdian.management.duties.matters.actions import load_matter_kinds, set_matter_kind
from zhangdian.management.duties.matters.tests.arranging import kind, with_kinds
from zhangdian.people.organization.roles import Role


def test_every_shipped_kind_names_posts_that_there_are_and_its_time():
    for row in kinds.shipped():
        named = {*row.posts.split(), row.answered_by, row.decided_by} - {""}
        assert named <= set(Role.values), row.name
        assert bool(row.hours) != bool(row.days), row.name
        assert not row.decided_by or row.decided_by in row.posts.split(), row.name


def test_what_the_store_has_changed_is_not_loaded_over(shop):
    with_kinds(shop)
    set_matter_kind(shop.office_director, name="工作问题", days=2, reason="人少")
    with refused("都有了"):
        load_matter_kinds(shop.office_director, rows=list(kinds.shipped()))
    assert kind(shop).days == 2
