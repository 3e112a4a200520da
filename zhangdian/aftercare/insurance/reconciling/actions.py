"""An insurer's list is brought, confirmed, compared; each difference ends with a correction or a reason."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q

from zhangdian.aftercare.insurance import layouts, listed
from zhangdian.aftercare.insurance.models import (
    BroughtSheet,
    Insurer,
    LayoutColumn,
    ListLayout,
    Means,
    PolicyList,
    PolicyListLine,
    UnregisteredPolicy,
)
from zhangdian.aftercare.insurance.posts import QUOTERS
from zhangdian.aftercare.insurance.reconciling import taking
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself

State = PolicyList.State
Task = UnregisteredPolicy.State
Match = PolicyListLine.Match
Settled = PolicyListLine.Settled
T = TypeVar("T", str, int)
TOLD = 5
"""Rows that a refusal names."""
SHORTEST = 2


@dataclass(frozen=True)
class Chosen:
    """A meaning and the column (from 0) in which the list holds it."""

    means: str
    column: int


@dataclass(frozen=True)
class NamedColumn:
    """A column of a layout: its heading, and what it means; nothing where the store has no use for it."""

    heading: str
    means: str = ""


# How an insurer writes ------------------------------------------------------------------------------------


@action("定清单格式", by=QUOTERS, opens=ListLayout)
def set_list_layout(
    ctx: Act, *, insurer: Insurer, columns: Sequence[NamedColumn], since: date | None = None
) -> ListLayout:
    """Lists are read by it and details go out by it, from its day on; what was before stays in the books."""
    told = [(each.heading.strip(), each.means) for each in columns]
    if not told:
        raise Refusal("至少写一列：照保险公司的表头从左到右写")
    if twice := repeated(heading for heading, _ in told):
        raise Refusal(f"列名“{twice}”写了两遍：每个列名只写一行")
    if twice := repeated(means for _, means in told if means):
        raise Refusal(f"“{layouts.LABELS[twice]}”选了两列：一样内容只选一列")
    if lacks := layouts.lacking({means: 0 for _, means in told}):
        raise Refusal(f"没有说哪一列是{lacks}：没有它认不出保单")
    return laid_down(ctx, insurer, told, since or ctx.today)


def laid_down(ctx: Act, insurer: Insurer, told: Sequence[tuple[str, str]], since: date) -> ListLayout:
    layout = ListLayout(
        store_id=ctx.store_id, insurer=insurer, since=since, set_by=himself(ctx), acted_at=ctx.now
    )
    layout.save()
    LayoutColumn.objects.add_many(
        LayoutColumn(layout=layout, order=place, heading=heading, means=means)
        for place, (heading, means) in enumerate(told, 1)
    )
    return layout


def repeated(words: Iterable[T]) -> T | None:
    """The first that stands there more than once."""
    return next((word for word, count in Counter(words).items() if count > 1), None)


# A list on its way in ---------------------------------------------------------------------------------------


def written(columns: Sequence[Chosen], sheet: BroughtSheet) -> str:
    """The chosen columns as the list keeps them; each of the file, none twice."""
    chosen = [each for each in columns if each.column >= 0]
    if strange := [each.means for each in chosen if each.means not in Means.values]:
        raise Refusal(f"没有“{strange[0][:20]}”这个栏目：请重新选列")
    if any(each.column >= len(sheet.headings) for each in chosen):
        raise Refusal("选的列文件里没有：请重新选列")
    if (twice := repeated(each.column for each in chosen)) is not None:
        raise Refusal(f"“{sheet.headings[twice]}”选了两次：一列只能做一个栏目")
    return json.dumps({each.means: each.column for each in chosen}, sort_keys=True)


@action("上传保单清单", by=QUOTERS, opens=PolicyList)
def open_policy_list(
    ctx: Act, *, insurer: Insurer, month: date, brought: int, columns: Sequence[Chosen]
) -> PolicyList:
    """What the insurer says that it issued in a month; nothing counts before somebody has looked at it."""
    first = month.replace(day=1)
    if first > ctx.today:
        raise Refusal("月份还没到：请核对")
    sheet = BroughtSheet.objects.filter(pk=brought, store_id=ctx.store_id).first()
    if sheet is None:
        raise Refusal("没有这份文件：请重新上传")
    made = PolicyList(
        store_id=ctx.store_id,
        insurer=insurer,
        month=first,
        brought=sheet,
        digest=sheet.digest,
        columns_text=written(columns, sheet),
        rows=sheet.rows,
        opened_by=himself(ctx),
        opened_at=ctx.now,
        acted_at=ctx.now,
    )
    made.save()
    return made


@action("调整列", by=QUOTERS, within={State.DRAFT})
def choose_list_columns(ctx: Act, found: PolicyList, *, columns: Sequence[Chosen]) -> None:
    """Somebody says which column means what; confirmed, it is this insurer's layout."""
    found.columns_text = written(columns, found.brought)


@action("确认，开始核对", by=QUOTERS, within={State.DRAFT})
def accept_policy_list(ctx: Act, found: PolicyList) -> None:
    """From now on it counts: a list of the same month that came before it counts no more."""
    refuse_unreadable(found)
    Insurer.objects.of(ctx).filter(pk=found.insurer_id).order_by(
        "pk"
    ).lock().get()  # one list after the other
    before = (
        PolicyList.objects.of(ctx)
        .filter(insurer=found.insurer_id, month=found.month, accepted_at__isnull=False, replaced_at=None)
        .filter(withdrawn_because="")
        .order_by("pk")
        .lock()
        .first()
    )
    if before is not None:
        if before.compared_at is None:
            raise Refusal(f"{before} 正在核对：等它核完，再换新的")
        taking.let_go(ctx, before)
        before.replaced_at = ctx.now
        before.save()
    found.replaces, found.accepted_at, found.accepted_by = before, ctx.now, himself(ctx)
    told = layouts.as_layout(found.brought.headings, found.columns)
    if told != layouts.columns_told(layouts.layout_on(ctx, found.insurer, ctx.today)):
        laid_down(ctx, found.insurer, told, ctx.today)
    found.save()
    if found.rows <= taking.BATCH:
        taking.take(ctx, found)


def refuse_unreadable(found: PolicyList) -> None:
    """One bad row and nothing counts: what is not there would stand there as missing."""
    if found.brought.body == "[]":
        raise Refusal("原文件已按期清除：请撤回这一份，重新上传")
    if lacks := layouts.lacking(found.columns):
        raise Refusal(f"还没有选哪一列是{lacks}：请先调整列")
    judged = layouts.judge(found.brought, found.columns)
    if judged.bad:
        said = "；".join(f"第 {line} 行 {why}" for line, why in judged.bad[:TOLD])
        more = f"等 {len(judged.bad)} 行" if len(judged.bad) > TOLD else ""
        raise Refusal(f"有看不懂的行：{said}{more}。改好文件重新上传，或调整列；还什么都没有核对")
    if twice := repeated(row.number for _, row in judged.good):
        raise Refusal(f"清单里有两行 {twice}：批单另算，请每张保单只留一行，再上传")


@action("核对一批", by_clock=True, within={State.READING}, chunk=True)
def compare_batch(ctx: Act, found: PolicyList, *, first: int) -> None:
    """The next rows of a long list."""
    if first != found.rows_done:
        raise Refusal("这一批已经核对过")
    taking.take(ctx, found)


@action("撤回清单", by=QUOTERS, within={State.DRAFT, State.READING, State.OPEN, State.DONE})
def withdraw_policy_list(ctx: Act, found: PolicyList, *, why: str) -> None:
    """A wrong file: its differences are nobody's to work off, and the right one is brought anew."""
    if len(why.strip()) < SHORTEST:
        raise Refusal("撤回要写原因")
    found.withdrawn_because = why.strip()
    taking.let_go(ctx, found)
    found.save()
    taking.end_tasks(ctx, Q(lines__policy_list=found), found, None, "清单撤回了")
    BroughtSheet.objects.filter(pk=found.brought_id).update(body="[]")


# Working off ------------------------------------------------------------------------------------------------


def refuse_not_current(line: PolicyListLine) -> None:
    if line.policy_list.state not in (State.OPEN, State.DONE):
        raise Refusal(f"这份清单{line.policy_list.get_state_display()}，不能再处理")


@action("处理清单差异", by=QUOTERS)
def explain_list_line(ctx: Act, line: PolicyListLine, *, settled: Settled, why: str) -> None:
    """The insurer is wrong, or nobody is; where we are, our policy is corrected instead."""
    refuse_not_current(line)
    if line.match == Match.SAME:
        raise Refusal("这一行两边一致，不用处理")
    if line.match == Match.MISSING:
        raise Refusal("本店没登记的：请登记这张保单，或在待补登里写为什么不用登记")
    if line.settled:
        raise Refusal("这一行已经处理过：要改请先“重新打开”")
    if settled not in (Settled.THEIRS, Settled.NEITHER):
        raise Refusal("本店录错的请更正保单，这一行会自己结掉")
    if len(why.strip()) < SHORTEST:
        raise Refusal("请写为什么")
    listed.settle(ctx, line, settled, why.strip())
    line.save()
    line.policy_list.left -= 1


@action("重新打开差异", by=QUOTERS)
def reopen_list_line(ctx: Act, line: PolicyListLine, *, why: str) -> None:
    """What was said of a difference does not hold."""
    refuse_not_current(line)
    if line.settled not in (Settled.THEIRS, Settled.NEITHER):
        raise Refusal("只有写了原因结掉的才能重新打开")
    if len(why.strip()) < SHORTEST:
        raise Refusal("请写为什么重新打开")
    listed.reopen(line)
    line.save()
    line.policy_list.left += 1


@action("不用登记", by=QUOTERS, within={Task.OPEN})
def close_unregistered(ctx: Act, task: UnregisteredPolicy, *, why: str) -> None:
    """The insurer has written down as ours what is not."""
    if len(why.strip()) < SHORTEST:
        raise Refusal("请写为什么不用登记")
    task.because, task.closed_by, task.closed_at = why.strip(), himself(ctx), ctx.now
    lines = listed.lines_of(ctx, Q(task=task, settled=""))
    for line in lines:
        listed.settle(ctx, line, Settled.CLOSED, task.because)
    listed.put_down(ctx, lines)


@action("重新打开补登", by=QUOTERS, within={Task.CLOSED})
def reopen_unregistered(ctx: Act, task: UnregisteredPolicy, *, why: str) -> None:
    """It is to be registered after all."""
    if len(why.strip()) < SHORTEST:
        raise Refusal("请写为什么重新打开")
    task.because, task.closed_by, task.closed_at, task.due_on = "", None, None, ctx.today
    lines = listed.lines_of(ctx, Q(task=task, settled=Settled.CLOSED))
    for line in lines:
        listed.reopen(line)
    listed.put_down(ctx, lines)


@action("转给别人补登", by=QUOTERS, within={Task.OPEN})
def reassign_unregistered(ctx: Act, task: UnregisteredPolicy, *, to: Person) -> None:
    """Another of the desk registers it."""
    if to.pk == task.owner_id:
        raise Refusal(f"本来就是{to}负责")
    posts = organization.posts_of(ctx, [to]).get(to.pk, [])
    if not set(posts) & set(QUOTERS):
        raise Refusal(f"{to}不在保险岗位，登记不了保单：请选新车保险专员、续保专员或金融保险经理")
    task.owner = to


def chosen_of(columns: Mapping[str, int]) -> list[Chosen]:
    return [Chosen(means, at) for means, at in columns.items()]
