"""What waits is counted together, in one statement whatever the number of counters."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import Q

from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.ui.waits import Tally, Waiting, Waits, count, counted, worded
from zhangdian.people.organization.models import Person

HOUR = timedelta(hours=1)


def read(who):
    """Somebody whose posts are known already."""
    assert who.standing
    return who


def test_many_counters_cost_one_statement_and_one_that_is_asked_twice_is_told_once(
    shop, django_assert_num_queries
):
    asked = []

    def waiting(ctx):
        return Waits(Hold.objects.of(ctx))

    def holds(ctx):
        asked.append(ctx)
        return [Tally(waiting), Tally(lambda ctx: Waits(Hold.objects.of(ctx), late=True)), 4]

    def figures(ctx):
        return Waiting(2, late=True)

    who = read(shop.cashier)
    with django_assert_num_queries(1):
        found = counted(who, [holds, None, figures, holds])
    assert found == {holds: Waiting(4), None: None, figures: Waiting(2, late=True)}
    assert len(asked) == 1


def test_nothing_to_count_asks_nothing(shop, django_assert_num_queries):
    who = read(shop.cashier)
    with django_assert_num_queries(0):
        assert counted(who, [lambda ctx: 0]).popitem()[1] is None
        assert count(who, [Tally(lambda ctx: Waits(Hold.objects.none()))]) == [Waiting(0)]


def test_one_late_row_is_enough_and_no_more_are_counted_than_are_shown(shop):
    def people(ctx):
        return Person.objects.of(ctx).order_by("employee_no")

    first = people(shop.cashier)[0].pk
    some = Tally(lambda ctx: Waits(people(ctx), Q(pk=first), most=2))
    late = Tally(lambda ctx: Waits(people(ctx), late=True, most=3))
    none = Tally(lambda ctx: Waits(people(ctx), Q(pk=0)))
    told = count(shop.cashier, [some, late, none])
    assert told[:2] == [Waiting(2, late=True), Waiting(3, late=True)]
    assert not told[2].late


def test_the_same_words_tell_everybody_his_own(shop):
    @Tally
    def me(ctx):
        return Waits(Person.objects.of(ctx).filter(pk=ctx.person_id), Q(acted_at__lt=ctx.now - HOUR))

    worded.cache_clear()
    assert count(shop.cashier, [me]) == [Waiting(1)]
    shop.later(minutes=90)
    assert count(shop.cashier, [me]) == [Waiting(1, late=True)]
    assert count(shop.second_cashier, [me]) == [Waiting(1, late=True)]
    nobody = replace(shop.cashier, person_id=0)
    nobody._standing = shop.cashier.standing
    assert count(nobody, [me]) == [Waiting(0)]
    assert worded.cache_info().misses == 1


def test_who_has_another_post_is_told_by_other_words(shop):
    @Tally
    def desks(ctx):
        return Waits(Hold.objects.of(ctx).filter(holder__in=ctx.roles))

    worded.cache_clear()
    count(shop.cashier, [desks])
    count(shop.guard, [desks])
    assert worded.cache_info().misses == 2
