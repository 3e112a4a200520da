"""What waits is counted together, in one statement whatever the number of counters."""

from django.db.models import Q

from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.ui.waits import Waiting, Waits, count, counted
from zhangdian.people.organization.models import Person


def test_many_counters_cost_one_statement_and_one_that_is_asked_twice_is_told_once(
    shop, django_assert_num_queries
):
    asked = []

    def holds(ctx):
        asked.append(ctx)
        return [Waits(Hold.objects.of(ctx)), Waits(Hold.objects.of(ctx), late=True), 4]

    def figures(ctx):
        return Waiting(2, late=True)

    with django_assert_num_queries(1):
        found = counted(shop.cashier, [holds, None, figures, holds])
    assert found == {holds: Waiting(4), None: None, figures: Waiting(2, late=True)}
    assert len(asked) == 1


def test_nothing_to_count_asks_nothing(shop, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert counted(shop.cashier, [lambda ctx: 0]).popitem()[1] is None
        assert count([Waits(Hold.objects.none())]) == [Waiting(0)]


def test_one_late_row_is_enough_and_no_more_are_counted_than_are_shown(shop):
    people = Person.objects.of(shop.cashier).order_by("employee_no")
    first = people[0]
    [some, all_late] = count([Waits(people, Q(pk=first.pk), most=2), Waits(people, late=True, most=3)])
    assert (some, all_late) == (Waiting(2, late=True), Waiting(3, late=True))
    assert count([Waits(people, Q(pk=0))])[0].late is False
