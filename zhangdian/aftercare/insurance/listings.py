"""The lists of insurers and of covers."""

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from zhangdian.aftercare.insurance import approving, saying
from zhangdian.aftercare.insurance.models import (
    BindingQuote,
    Clause,
    Cover,
    Insurer,
    InsurerApproval,
    Line,
    Offer,
    Product,
    Quote,
    RateTable,
    UnderwritingRule,
)
from zhangdian.aftercare.insurance.premium import Use
from zhangdian.aftercare.insurance.rating import TableKind
from zhangdian.aftercare.insurance.underwriting import RuleKind
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed
from zhangdian.people.customers import plates

LINES = {each.value: str(each.label) for each in Line}
PRODUCTS = {each.value: str(each.label) for each in Product}


def all_insurers(ctx: Any) -> QuerySet[Any]:
    """Insurers with the approval in force today, if there is one."""
    holding = InsurerApproval.objects.in_force(ctx.today).filter(insurer=OuterRef("pk")).order_by("-since")
    rows: QuerySet[Any] = Insurer.objects.of(ctx).annotate(
        approved_since=Subquery(holding.values("since")[:1]),
        approved_until=Subquery(holding.values("until")[:1]),
    )
    return rows


def standing(row: Row) -> str:
    return "已认证" if row["approved_since"] else "未认证"


def tone(row: Row) -> str:
    return "ok" if row["approved_since"] else "late"


def partner(row: Row) -> str:
    return "合作" if row["partner"] else "非合作"


def approved_only(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(approved_since__isnull=False)


def not_approved(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(approved_since__isnull=True)


def insurer_named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(name__contains=text.strip()) | rows.filter(code=text.strip().upper())


class Insurers(Listing):
    """保险公司: whom the store may quote and sell."""

    title = "保险公司"
    unit = "家"
    thing = "保险公司"
    order = "code"
    order_says = "按简码"
    empty_title = "还没有保险公司"
    empty_says = "登记一家并认证以后，才能报价和出单。"
    empty_icon = "shield-check"
    columns = (
        Column("short_name", "简称", kind=Kind.STRONG, card="1"),
        Column("code", "简码", kind=Kind.QUIET, sort="code"),
        Column("name", "公司", card="2"),
        Column(
            "standing", "认证", standing, needs=("approved_since",), kind=Kind.STATE, state=tone, card="1>"
        ),
        Column("approved_since", "从", kind=Kind.DAY, sort="approved_since"),
        Column("approved_until", "到", kind=Kind.DAY, sort="approved_until", card="3>", said=True),
        Column("partner", "协议", partner, needs=("partner",), card="3"),
        Column("branch", "出单机构", kind=Kind.QUIET),
        Column("report_phone", "报案电话"),
        Column("issues_by", "出单方式", kind=Kind.QUIET),
    )
    filters = (
        Flag(key="approved", heading="已认证", where=approved_only),
        Flag(key="barred", heading="未认证", where=not_approved),
        Typed(key="q", heading="公司或简码", where=insurer_named),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:insurer", args=[row.pk])


def all_covers(ctx: Any) -> QuerySet[Any]:
    """Covers with the clause of today."""
    holding = Clause.objects.filter(cover=OuterRef("pk"), since__lte=ctx.today).order_by("-since")
    rows: QuerySet[Any] = Cover.objects.of(ctx).annotate(pays=Subquery(holding.values("pays")[:1]))
    return rows


def marked(row: Row) -> str:
    return "示例" if row["example"] else ""


def cover_named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(name__contains=text.strip()) | rows.filter(short_name__contains=text.strip())


def gist(text: str | None) -> str:
    """As much of a sentence as its row has room for; the cover's page has it whole."""
    return f'<span class="gist">{escape(text)}</span>' if text else "—"


class Covers(Listing):
    """险种: what can be insured, what each pays in plain words."""

    title = "险种"
    unit = "个"
    thing = "险种"
    order = ("order", "code", "product")
    order_says = "交强、主险、附加险、老险种、非车险"
    empty_title = "还没有险种"
    empty_says = "金融保险经理可以载入系统自带的险种和白话说明。"
    empty_icon = "file-text"
    columns = (
        Column("short_name", "险种", kind=Kind.STRONG, card="1"),
        Column("line", "类别", labels=LINES, sort="line", card="1>"),
        Column("product", "条款", labels=PRODUCTS, kind=Kind.QUIET, card="3"),
        Column("pays", "赔什么", draw=gist, card="2"),
        Column("name", "全称", kind=Kind.QUIET),
        Column("since", "从", kind=Kind.DAY, sort="since"),
        Column("until", "到", kind=Kind.DAY),
        Column("example", "标记", marked, needs=("example",), kind=Kind.QUIET, card="3>"),
    )
    filters = (
        Choice(key="line", heading="类别", options=Line.choices, counted=True),
        Choice(key="product", heading="条款", options=Product.choices, shown="menu"),
        Flag(key="example", heading="示例", where=lambda rows, ctx: rows.filter(example=True)),
        Typed(key="q", heading="险种", where=cover_named),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:cover", args=[row.pk])


TABLES = {each.value: str(each.label) for each in TableKind}
RULES = {each.value: str(each.label) for each in RuleKind}


def all_tables(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = RateTable.objects.of(ctx).annotate(lines=Count("rows"))
    return rows


def where(row: Row) -> str:
    return row["region"] or "各地"


def whose(row: Row) -> str:
    return row["insurer__short_name"] or "各家通用"


def not_begun(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(since__gt=ctx.today)


def table_named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    word = text.strip()
    return rows.filter(edition__contains=word) | rows.filter(region__contains=word)


class RateTables(Listing):
    """费率表: every edition of every table."""

    title = "费率表"
    unit = "版"
    thing = "费率表"
    order = ("kind", "-since", "pk")
    order_says = "按表，新的在前"
    empty_title = "还没有费率表"
    empty_says = "金融保险经理可以先载入系统自带的示例，再一张张录入本店的。"
    empty_icon = "file-spreadsheet"
    columns = (
        Column("kind", "表", labels=TABLES, kind=Kind.STRONG, sort="kind", card="1"),
        Column("since", "从", kind=Kind.DAY, sort="since", card="1>"),
        Column("edition", "版本", card="2"),
        Column("whose", "公司", whose, needs=("insurer__short_name",), card="2>"),
        Column("where", "地区", where, needs=("region",), card="3"),
        Column("lines", "行数", kind=Kind.NUMBER),
        Column("source", "依据", kind=Kind.QUIET),
        Column("example", "标记", marked, needs=("example",), kind=Kind.QUIET, card="3>"),
    )
    filters = (
        Choice(key="kind", heading="表", options=TableKind.choices, shown="menu"),
        Flag(key="example", heading="示例", where=lambda rows, ctx: rows.filter(example=True)),
        Flag(key="coming", heading="还没生效", where=not_begun),
        Typed(key="q", heading="版本或地区", where=table_named),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:ratetable", args=[row.pk])


def all_rules(ctx: Any) -> QuerySet[Any]:
    names = Cover.objects.filter(code=OuterRef("code")).order_by("pk")
    rows: QuerySet[Any] = UnderwritingRule.objects.of(ctx).annotate(
        cover_name=Subquery(names.values("short_name")[:1])
    )
    return rows


def holding(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    if scope == "now":
        return rows.filter(pk__in=UnderwritingRule.objects.in_force(ctx.today).values("pk"))
    return rows.filter(ended_on__lte=ctx.today) if scope == "ended" else rows.filter(since__gt=ctx.today)


def bound(row: Row) -> str:
    """What the rule bounds; of other covers its own sentence tells."""
    return "" if row["kind"] in saying.OF_COVERS else saying.bound_said(row["kind"], row["value"], {})


class UnderwritingRules(Listing):
    """承保规则: what is refused by which sentence."""

    title = "承保规则"
    unit = "条"
    thing = "承保规则"
    order = ("code", "kind", "-since", "pk")
    order_says = "按险种"
    empty_title = "还没有承保规则"
    empty_says = "保险公司对哪个险种有要求，金融保险经理在这里定。"
    empty_icon = "list-check"
    columns = (
        Column("name", "说法", kind=Kind.STRONG, card="1"),
        Column("cover_name", "险种", sort="code", card="2"),
        Column("kind", "规则", labels=RULES, card="2>"),
        Column("bound", "内容", bound, needs=("kind", "value"), card="3"),
        Column("whose", "公司", whose, needs=("insurer__short_name",)),
        Column("since", "从", kind=Kind.DAY, sort="since"),
        Column("ended_on", "停用", kind=Kind.DAY),
        Column("source", "依据", kind=Kind.QUIET),
        Column("example", "标记", marked, needs=("example",), kind=Kind.QUIET, card="3>"),
    )
    filters = (
        Choice(
            key="scope",
            heading="范围",
            options=(("now", "在用"), ("coming", "还没生效"), ("ended", "已停用")),
            where=holding,
            default="now",
            shown="seg",
        ),
        Choice(key="kind", heading="规则", options=RuleKind.choices, shown="menu"),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:underwritingrule", args=[row.pk])


def all_quotes(ctx: Any) -> QuerySet[Any]:
    """Quotes with the lowest total among their offers, and the last total that an insurer gave."""
    offers = Offer.objects.filter(quote=OuterRef("pk"), total__isnull=False).order_by("total")
    told = BindingQuote.objects.filter(quote=OuterRef("pk")).order_by("-told_at", "-pk")
    rows: QuerySet[Any] = Quote.objects.of(ctx).annotate(
        lowest=Subquery(offers.values("total")[:1]),
        lowest_of=Subquery(offers.values("insurer__short_name")[:1]),
        bound=Subquery(told.values("total")[:1]),
        waits=approving.waits(),
    )
    return rows


def quote_state(row: Row) -> str:
    if row["state"] == Quote.State.VOID:
        return "作废"
    if row["waits"]:
        return approving.MARK
    if row["bound"] is not None:
        return "已有报价"
    return "过期" if row["valid_until"] < clock.day(clock.now(), timezone.get_current_timezone()) else "有效"


def quote_tone(row: Row) -> str:
    return {approving.MARK: "parts", "有效": "ok", "已有报价": "ok", "过期": "late"}.get(quote_state(row), "")


def quote_scope(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    if scope == "valid":
        return rows.valid_on(ctx.today)  # type: ignore[attr-defined,no-any-return]
    if scope == "expired":
        return rows.filter(state=Quote.State.VALID, valid_until__lt=ctx.today)
    return rows.filter(state=Quote.State.VOID)


def quote_named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    sign = plates.normalise(text)
    about = Q(number=text.strip().upper()) | Q(vehicle__vin=text.strip().upper())
    return rows.filter(about | Q(vehicle__plate=sign) | Q(vehicle__plate__endswith=sign))


def mine(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(Q(made_by=ctx.person_id) | Q(advisor=ctx.person_id))


class Quotes(Listing):
    """保险报价: trials and what insurers answered."""

    title = "保险报价"
    unit = "份"
    thing = "保险报价"
    order = ("-made_at", "-pk")
    order_says = "最近的在前"
    needs = ("state", "valid_until", "bound", "waits")
    empty_title = "还没有试算过"
    empty_says = "在车辆页上点“试算保费”：已知的资料自动带入，几家公司并排比。"
    empty_icon = "calculator"
    columns = (
        Column("number", "报价号", kind=Kind.STRONG, card="1"),
        Column("vehicle__plate", "车牌", kind=Kind.PLATE, card="2"),
        Column("lowest", "最低合计", kind=Kind.MONEY, sort="lowest", card="2>"),
        Column("lowest_of", "哪家", card="3>"),
        Column("bound", "保险公司报价", kind=Kind.MONEY),
        Column("status", "状态", quote_state, kind=Kind.STATE, state=quote_tone, card="1>"),
        Column("plan", "方案"),
        Column("inception_on", "起保", kind=Kind.DAY, sort="inception_on"),
        Column("valid_until", "有效到", kind=Kind.DAY, sort="valid_until", card="3", said=True),
        Column("made_by__name", "试算人"),
        Column("advisor__name", "顾问"),
        Column("made_at", "试算于", kind=Kind.MOMENT, sort="made_at"),
    )
    filters = (
        Choice(
            key="scope",
            heading="范围",
            options=(("valid", "有效"), ("expired", "过期"), ("void", "作废")),
            where=quote_scope,
            shown="seg",
        ),
        Flag(key="mine", heading="我的", where=mine),
        Flag(key="waits", heading=approving.MARK, where=Q(waits=True, state=Quote.State.VALID)),
        Choice(key="use", heading="使用性质", options=Use.choices, shown="menu"),
        Days(key="days", heading="试算于", path="made_at"),
        Typed(key="q", heading="报价号、车牌、车架号", where=quote_named),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:quote", args=[row.pk])

    def row_state(self, row: Row) -> str:
        return quote_tone(row)
