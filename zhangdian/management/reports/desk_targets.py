"""What somebody aims at, on the page where he works: done against target, and who has not seen it yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhangdian.foundation.kernel import figures
from zhangdian.foundation.kernel.figures import Figure, Whose
from zhangdian.foundation.ui.panels import panel
from zhangdian.management.reports import indicators
from zhangdian.management.reports.indicators import Level, Month, Progress
from zhangdian.people.organization import goals
from zhangdian.people.organization.models import Acknowledgement, Target
from zhangdian.people.organization.roles import Department


@dataclass(frozen=True)
class OnDesk:
    """The figures of a desk at the level of who looks: his own, or those of the department that he leads."""

    ctx: Any
    level: Level
    month: Month
    figures: Sequence[Figure]

    @cached_property
    def goals(self) -> goals.Goals:
        return goals.goals_of(self.ctx, self.month.first)

    @cached_property
    def lines(self) -> list[Progress]:
        whose, spans = self.level.whose, [self.month.span]
        return [
            Progress(
                each,
                figures.of_spans(self.ctx, each, spans, whose)[0],
                self.goals.of(each, whose),
                self.month,
            )
            for each in self.figures
        ]

    @cached_property
    def acknowledged(self) -> dict[tuple[int, int], Acknowledgement]:
        return goals.acknowledged_of(self.ctx, [*self.targets, *self.shares])

    @cached_property
    def targets(self) -> list[Target]:
        return [each.target for each in self.lines if each.target]

    @cached_property
    def shares(self) -> list[Target]:
        """What of them was given to people."""
        return [part for each in self.targets for part in self.goals.parts_of(each) if part.person_id]

    @property
    def is_own(self) -> bool:
        return bool(self.level.whose.person)

    @property
    def waits(self) -> bool:
        """Whether he has not acknowledged something of it."""
        mine = self.level.whose.person
        asked = [each for each in self.targets if each.person_id or goals.holds_for_each(each.of)]
        return self.is_own and any((each.pk, mine) not in self.acknowledged for each in asked)

    @property
    def behind(self) -> list[str]:
        """Names of those who have not acknowledged their share."""
        if self.is_own:
            return []
        unseen = [each for each in self.shares if (each.pk, each.person_id) not in self.acknowledged]
        return list(dict.fromkeys(str(each.person) for each in unseen))


def level_of(ctx: Any, asked: Iterable[Figure]) -> Level | None:
    """His own where he has one of them himself; else their department's, where he leads it."""
    asked = list(asked)
    posts = ctx.roles - set(ctx.standing.acting_for)
    if any(posts.intersection(each.posts) for each in asked):
        return Level(Whose(person=ctx.person_id), ctx.standing.name, tuple(posts))
    led = indicators.departments_of(ctx)
    departments = [Department(each.departments[0]) for each in asked if each.departments[0] in led]
    return indicators.of_department(departments[0]) if departments else None


@panel("targets", "reports/_desk_targets.html")
def targets_on_desk(ctx: Any, asked: Sequence[Figure]) -> dict[str, Any] | None:
    """For whose desk it is, and who leads it; nobody else needs it there."""
    level = level_of(ctx, asked)
    if level is None:
        return None
    shown = [each for each in asked if level.has(each)]
    return {"desk": OnDesk(ctx, level, indicators.month_asked(ctx, "", level.whose), shown)}
