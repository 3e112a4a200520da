"""Whom somebody chooses for a meeting or a measure: people by name and post, those below him first."""

from typing import Any

from zhangdian.people.organization import queries, superiors
from zhangdian.people.organization.models import Person


def names_of(ctx: Any, chosen: Any) -> list[tuple[int, str]]:
    """People as chips, those below him first, each by department and number."""
    below = set(superiors.roles_below(ctx))
    people = list(Person.objects.of(ctx).filter(pk__in=chosen, disabled_at=None))
    posts = queries.posts_of(ctx, people)
    near = sorted(people, key=lambda each: (not below.intersection(posts[each.pk]), each.employee_no))
    first = {pk: str(held[0].label) if held else "" for pk, held in posts.items()}
    return [(each.pk, f"{each.name} {first[each.pk]}".strip()) for each in near]


def on_duty(ctx: Any) -> set[int]:
    """Who works today."""
    crew = queries.on_duty(ctx, ctx.today)
    return {person.pk for people in crew.values() for person in people}
