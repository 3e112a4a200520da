"""New editions of rates, rules and limits; nothing that was is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhangdian.aftercare.insurance import underwriting
from zhangdian.aftercare.insurance.models import (
    Cover,
    Insurer,
    RateRow,
    RateTable,
    UnderwritingLimit,
    UnderwritingRule,
)
from zhangdian.aftercare.insurance.posts import KEEPERS, LIMITED
from zhangdian.aftercare.insurance.premium import Use
from zhangdian.aftercare.insurance.rating import RateLine, TableKind
from zhangdian.aftercare.insurance.underwriting import RuleKind
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.roles import Role


@dataclass(frozen=True)
class TableRow:
    """One row of a list of tables, with the table to which it belongs."""

    kind: TableKind
    edition: str
    since: date
    line: RateLine
    region: str = ""
    insurer: str = ""
    source: str = ""
    example: bool = False

    @property
    def of_table(self) -> tuple[str, str, str, date]:
        return str(self.kind), self.insurer, self.region, self.since


@dataclass(frozen=True)
class RuleRow:
    """One rule of a list, for all insurers or, by its code, for one."""

    code: str
    kind: RuleKind
    value: str
    name: str
    since: date
    product: str = ""
    source: str = ""
    example: bool = False
    insurer: str = ""


@dataclass(frozen=True)
class LimitRow:
    """How far a post may go alone."""

    role: Role
    premium_max: Decimal
    uses: str = ""
    special: bool = False


@action("载入费率示例", by=KEEPERS, by_clock=True, chunk=True)
def load_tables(ctx: Act, *, rows: Sequence[TableRow]) -> None:
    """Tables as a list, a row a figure; an edition that is there already is left as it is."""
    tables = RateTable.objects.of(ctx).select_related("insurer")
    there = {(t.kind, t.insurer.code if t.insurer else "", t.region, t.since) for t in tables}
    insurers = {each.code: each for each in Insurer.objects.of(ctx)}
    groups: dict[tuple[str, str, str, date], list[TableRow]] = {}
    for row in rows:
        if row.of_table not in there:
            groups.setdefault(row.of_table, []).append(row)
    made = [table_from(ctx, group[0], insurers) for group in groups.values()]
    RateTable.objects.add_many(made)
    RateRow.objects.add_many(
        row_from(table, place, row.line)
        for table, group in zip(made, groups.values(), strict=True)
        for place, row in enumerate(group, 1)
    )


def table_from(ctx: Act, row: TableRow, insurers: dict[str, Insurer]) -> RateTable:
    if row.insurer and row.insurer not in insurers:
        raise Refusal(f"没有简码是 {row.insurer} 的保险公司：请先登记")
    return RateTable(
        store_id=ctx.store_id,
        kind=row.kind,
        insurer=insurers.get(row.insurer),
        region=row.region,
        since=row.since,
        edition=row.edition,
        source=row.source,
        example=row.example,
        acted_at=ctx.now,
    )


def row_from(table: RateTable, place: int, line: RateLine) -> RateRow:
    return RateRow(table=table, order=place, **vars(line))


@action("录入新版费率", by=KEEPERS, gates=[acts_on_own_device], opens=RateTable)
def enter_table(
    ctx: Act,
    *,
    kind: TableKind,
    edition: str,
    lines: Sequence[RateLine],
    since: date | None = None,
    insurer: Insurer | None = None,
    region: str = "",
    source: str = "",
) -> RateTable:
    """From its day on quotes take this edition; quotes of before keep theirs (NBI-03)."""
    if not edition.strip():
        raise Refusal("请写版本：公告号或保险公司的通知号")
    if kind is TableKind.VVT and not region.strip():
        raise Refusal("车船税按省定：请填地区")
    refuse_empty(lines)
    table = RateTable(
        store_id=ctx.store_id,
        kind=kind,
        insurer=insurer,
        region=region.strip(),
        since=since or ctx.today,
        edition=edition.strip(),
        source=source.strip(),
        acted_at=ctx.now,
    )
    table.save()
    RateRow.objects.add_many(row_from(table, place, line) for place, line in enumerate(lines, 1))
    return table


def refuse_empty(lines: Sequence[RateLine]) -> None:
    """A table says something in every row."""
    if not lines:
        raise Refusal("费率表至少要有一行")
    for place, line in enumerate(lines, 1):
        if not line.code.strip():
            raise Refusal(f"第 {place} 行缺代码")
        tells = (line.value, line.rate, line.low, line.high, line.scheme or None)
        if all(each is None for each in tells):
            raise Refusal(f"第 {place} 行({line.name or line.code})没有数")


@action("载入规则与权限示例", by=KEEPERS, by_clock=True)
def load_rules(ctx: Act, *, rules: Sequence[RuleRow], limits: Sequence[LimitRow]) -> None:
    """The house's rules and limits; a rule or a post that has its own already is left as it is."""
    insurers = {each.code: each for each in Insurer.objects.of(ctx)}
    told = ("insurer__code", "code", "kind", "value", "since")
    there = set(UnderwritingRule.objects.of(ctx).values_list(*told))
    UnderwritingRule.objects.add_many(
        UnderwritingRule(
            store_id=ctx.store_id, acted_at=ctx.now, **vars(row) | {"insurer": insurers.get(row.insurer)}
        )
        for row in rules
        if (row.insurer or None, row.code, str(row.kind), row.value, row.since) not in there
    )
    posts = set(UnderwritingLimit.objects.of(ctx).values_list("role", flat=True))
    since = ctx.today.replace(month=1, day=1)
    UnderwritingLimit.objects.add_many(
        UnderwritingLimit(store_id=ctx.store_id, since=since, set_by_id=ctx.person_id, **vars(row))
        for row in limits
        if str(row.role) not in posts
    )


@action("定承保规则", by=KEEPERS, opens=UnderwritingRule)
def set_rule(
    ctx: Act,
    *,
    cover: str,
    kind: RuleKind,
    value: str,
    name: str,
    since: date | None = None,
    insurer: Insurer | None = None,
    source: str = "",
) -> UnderwritingRule:
    """From its day on a trial or a policy that breaks it is refused by this name (NBI-02)."""
    known = set(Cover.objects.of(ctx).values_list("code", flat=True))
    if cover not in known:
        raise Refusal(f"没有险种 {cover}")
    if fault := underwriting.fault_of(kind, value, known):
        raise Refusal(f"规则内容不对：{fault}")
    if len(name.strip()) < 4:
        raise Refusal("请写一句说法，被拒的人看到的就是它")
    made = UnderwritingRule(
        store_id=ctx.store_id,
        insurer=insurer,
        code=cover,
        kind=kind,
        value=value.strip(),
        name=name.strip(),
        since=since or ctx.today,
        source=source.strip(),
        acted_at=ctx.now,
    )
    made.save()
    return made


@action("停用承保规则", by=KEEPERS)
def end_rule(ctx: Act, rule: UnderwritingRule, *, why: str, on: date | None = None) -> None:
    """From this day it refuses nothing any more; what it refused before stays refused."""
    if rule.ended_on is not None:
        raise Refusal(f"这条规则 {rule.ended_on} 已经停用")
    if not why.strip():
        raise Refusal("停用要写原因")
    rule.ended_on, rule.ended_why = on or ctx.today, why.strip()


@action("定承保权限", by=KEEPERS, gates=[acts_on_own_device])
def set_underwriting_limit(
    ctx: Act,
    *,
    role: Role,
    premium_max: Decimal,
    uses: Sequence[str] = (),
    special: bool = False,
    since: date | None = None,
) -> None:
    """How far the post goes alone from this day on; above it the case goes up (NBI-09)."""
    if role not in LIMITED:
        raise Refusal(f"{role.label} 不接保险公司报价，不用定承保权限")
    if role in KEEPERS and Role.GENERAL_MANAGER not in ctx.roles:
        raise Refusal(f"{role.label}的权限由总经理定")
    UnderwritingLimit(
        store_id=ctx.store_id,
        role=role,
        since=since or ctx.today,
        premium_max=premium_max,
        uses=";".join(each for each in Use.values if each in uses),
        special=special,
        set_by_id=ctx.person_id,
    ).save()
