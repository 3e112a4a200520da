"""Kinds of notices: the house's own as a store begins with them, and which of them somebody may publish."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from zhangdian.management.notices.models import NoticeKind, departments_of, posts_of
from zhangdian.people.organization.roles import Department, Role

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class KindRow:
    """One kind that a store begins with: an example that it changes."""

    code: str
    name: str
    publishers: tuple[Role, ...]
    posts: tuple[Role, ...]
    departments: tuple[Department, ...]
    about: NoticeKind.About
    days: int
    order: int


@cache
def shipped() -> tuple[KindRow, ...]:
    """kinds.csv, in its order."""
    with (DATA / "kinds.csv").open(encoding="utf-8") as file:
        return tuple(
            KindRow(
                row["code"],
                row["name"],
                tuple(posts_of(row["publishers"])),
                tuple(posts_of(row["posts"])),
                tuple(departments_of(row["departments"])),
                NoticeKind.About(row["about"]),
                int(row["days"]),
                number,
            )
            for number, row in enumerate(csv.DictReader(file), 1)
        )


def all_kinds(ctx: Any) -> list[NoticeKind]:
    """One query."""
    return list(NoticeKind.objects.of(ctx).order_by("order", "pk"))


def is_published_by(ctx: Any, kind: NoticeKind) -> bool:
    """Whether one of his posts may publish it."""
    return bool(ctx.roles.intersection(kind.publisher_codes.split()))


def published_by(ctx: Any) -> list[NoticeKind]:
    """Those in use that he may publish."""
    return [each for each in all_kinds(ctx) if each.stands and is_published_by(ctx, each)]
