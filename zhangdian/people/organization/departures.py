"""Somebody goes: his posts end, he stands in for nobody any more, and his sessions are closed."""

from collections.abc import Iterable

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import queries, sessions
from zhangdian.people.organization.models import Deputy, Person, Tenure
from zhangdian.people.organization.roles import Role


def keep_a_general_manager(ctx: Act, person: Person, ending: Iterable[Tenure]) -> None:
    """A store whose last general manager is gone could not appoint the next."""
    if Role.GENERAL_MANAGER not in {tenure.role for tenure in ending}:
        return
    others = Tenure.objects.of(ctx).filter(queries.in_force(ctx.today), role=Role.GENERAL_MANAGER, until=None)
    if not others.filter(person__disabled_at=None).exclude(person=person).exists():
        raise Refusal(f"{person.name}是本店唯一的总经理：请先任命接任的人")


def leave(ctx: Act, person: Person, tenures: list[Tenure]) -> None:
    """His posts and standing in for others end; so do all sessions."""
    for tenure in tenures:
        tenure.until = max(ctx.today, tenure.since)
    Tenure.objects.change_many(tenures, ["until"])
    standing_in = list(Deputy.objects.of(ctx).filter(deputy=person, until__gte=ctx.today, ended_on=None))
    end_deputies(ctx, standing_in)
    person.session_epoch += 1
    sessions.end_sessions(person)


def end_deputies(ctx: Act, ending: list[Deputy]) -> None:
    for each in ending:
        each.ended_on = ctx.today
    Deputy.objects.change_many(ending, ["ended_on"])
