"""Editions of a store's duties: each change is a new one from a day on, and what was before stays."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties import wall
from zhangdian.management.duties.models import StoreDuty
from zhangdian.management.duties.wall import Hung
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.queries import in_force
from zhangdian.people.organization.roles import Role

DAY = timedelta(days=1)
KEPT = ("sentence", "posts", "kind", "area", "stands")
Change = StoreDuty.Change


def as_last_changed(ctx: Any, code: str) -> Hung:
    """A duty as the store's last edition has it, also where that one has not begun yet."""
    last = StoreDuty.objects.of(ctx).filter(code=code).order_by("-number").first()
    found = wall.Wall([last] if last else []).by_code.get(code)
    if found is None:
        raise Refusal(f"没有 {code} 这条职责：请从职责清单里选")
    return found


def begin(ctx: Act, before: Hung, change: Change, since: date, reason: str, **changed: Any) -> StoreDuty:
    """The next edition: a day that has begun keeps what hung there when its duties were laid out."""
    last = before.own
    begins = max(since, ctx.today + DAY)
    if last is not None and last.since > begins:
        day = f"{last.since.month}月{last.since.day}日"
        raise Refusal(f"{last.code} 从{day}起已经另有一版：生效日请选那天或以后")
    kept = {name: getattr(last, name) for name in KEPT} if last else {}
    made = StoreDuty(
        store_id=ctx.store_id,
        code=before.row.code,
        number=last.number + 1 if last else 1,
        since=begins,
        change=change,
        reason=reason.strip(),
        **{**kept, **changed},
    )
    made.save()
    return made


def next_code(ctx: Act) -> str:
    """The next of the store's own series."""
    codes = StoreDuty.objects.of(ctx).filter(code__startswith=wall.SERIES).values_list("code", flat=True)
    last = max((int(code.removeprefix(wall.SERIES)) for code in codes), default=0)
    return f"{wall.SERIES}{last + 1:02}"


def refuse_blank(name: str, text: str) -> None:
    """Nothing but blanks says nothing."""
    if not text.strip():
        raise Refusal(f"请写{name}")


def ask_where_nobody_holds(ctx: Act, posts: Iterable[Role], day: date) -> None:
    """A post that nobody holds may take a duty over, but who gives it says that he knows."""
    held = Tenure.objects.of(ctx).filter(in_force(day), role__in=list(posts), person__disabled_at=None)
    there = set(held.values_list("role", flat=True))
    if without := [str(Role(post).label) for post in posts if post not in there]:
        ctx.ask(
            "nobody_holds_this_post",
            f"{'、'.join(without)}现在没有人任职：这条职责会没有人做，到期也没有人收到",
            ("正在招人", "马上任命", "先由上级盯着", "先挂着"),
        )
