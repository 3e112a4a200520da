"""Which duties a post has, as the house's rows name it."""

from functools import cache

from zhangdian.management.duties.written import DutyRow, rows
from zhangdian.people.organization.roles import Role, role_named

EVERYBODY = "全体员工"


@cache
def posts_of(row: DutyRow) -> frozenset[Role]:
    """The posts that a row names; every post where it names everybody."""
    names = [name.strip() for name in row.posts.replace("；", ";").split(";")]
    if EVERYBODY in names:
        return frozenset(Role)
    return frozenset(role for name in names if (role := role_named(name)))


@cache
def rows_of(role: str) -> tuple[DutyRow, ...]:
    """The rows of a post, in the order in which they are written."""
    return tuple(row for row in rows() if Role(role) in posts_of(row))
