"""The lists of customers, vehicles and imports; what leaves by them leaves masked."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from zhangdian.foundation.ui.cells import half_width
from zhangdian.foundation.ui.listing import (
    Choice,
    Column,
    Days,
    Flag,
    Kind,
    LeavesMasked,
    Listing,
    Row,
    Typed,
)
from zhangdian.people.customers import queries
from zhangdian.people.customers.models import (
    OPEN_RECALLS,
    Customer,
    CustomerExport,
    Energy,
    ImportRun,
    Vehicle,
    VehicleRecall,
)
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

KINDS = {kind.value: str(kind.label) for kind in Customer.Kind}
YES = {True: "会员", False: ""}


def advisors(ctx: Any) -> list[tuple[int, str]]:
    """Service advisors of this store, for a filter or a choice."""
    if ctx is None:
        return []
    people = Person.objects.of(ctx).filter(
        disabled_at=None, tenures__role=Role.SERVICE_ADVISOR, tenures__until=None
    )
    return list(people.distinct().order_by("name").values_list("pk", "name"))


def mine(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(advisor_id=ctx.person_id)


IN_USE = (("used", "在用"), ("restricted", "限制使用"))


def by_use(rows: QuerySet[Any], value: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(restricted_at__isnull=value == "used")


def customers_by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    wanted = queries.about_customer(half_width(text).replace(" ", ""))
    return rows.filter(wanted) if wanted is not None else rows.none()


def vehicles_by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    about = queries.about_vehicle(text)
    wanted = queries.about_customer(half_width(text).replace(" ", ""))
    if wanted is not None:
        owners = Customer.objects.of(ctx).filter(wanted, restricted_at=None).values("pk")
        about = Q(owner__in=owners) if about is None else about | Q(owner__in=owners)
    return rows.filter(about) if about is not None else rows.none()


def with_open_recall(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    undone = VehicleRecall.objects.filter(
        vehicle=OuterRef("pk"), state__in=OPEN_RECALLS, recall__closed_on=None
    )
    return rows.filter(Exists(undone))


class Customers(LeavesMasked):
    """客户: whom the stores that share serve."""

    title = "客户"
    unit = "位"
    thing = "客户"
    order = ("-acted_at", "-pk")
    order_says = "最近有动作的在前"
    empty_title = "还没有客户"
    empty_says = "接车时登记，或从原有台账导入。"
    columns = (
        Column("name", "姓名", kind=Kind.STRONG, beside="called", card="1"),
        Column("kind", "类别", labels=KINDS, card="2>"),
        Column("phone", "电话", card="2"),
        Column("address", "地址", kind=Kind.QUIET, card="3"),
        Column("member", "会员", labels=YES, card="1>"),
        Column("advisor__name", "顾问", card="3>", said=True),
        Column("acted_at", "最近动作", kind=Kind.MOMENT, sort="acted_at"),
    )
    filters = (
        Flag(key="mine", heading="我的客户", where=mine),
        Choice(key="kind", heading="类别", options=Customer.Kind.choices, shown="menu"),
        Flag(key="member", heading="会员", where=Q(member=True)),
        Choice(key="advisor", heading="顾问", options=advisors, path="advisor_id", shown="menu"),
        Choice(key="use", heading="档案", options=IN_USE, where=by_use, default="used", shown="menu"),
        Typed(key="q", heading="姓名、首字母或电话", where=customers_by_text),
    )

    def href(self, row: Row) -> str:
        return reverse("customers:customer", args=[row.pk])


def kilometres(row: Row) -> str:
    return "" if row["last_mileage"] is None else "km"


class Vehicles(LeavesMasked):
    """车辆: the cars that the stores that share know."""

    title = "车辆"
    unit = "台"
    thing = "车辆"
    order = ("-acted_at", "-pk")
    order_says = "最近有动作的在前"
    needs = ("vin", "model__series", "model__variant", "model_words", "owner__restricted_at")
    empty_title = "还没有车辆"
    empty_says = "车到店时按车牌登记，或从原有台账导入。"
    columns = (
        Column("plate", "车牌", kind=Kind.PLATE, card="1"),
        Column("owner__name", "车主", kind=Kind.STRONG, card="1"),
        Column("car", "车型", lambda row: model_of(row), card="3"),
        Column("owner__phone", "电话", card="2"),
        Column("last_mileage", "里程", kind=Kind.NUMBER, beside=kilometres, card="3>"),
        Column("last_visit_on", "上次进店", kind=Kind.DAY, sort="last_visit_on", card="2>", said=True),
        Column("sold_on", "购车", kind=Kind.DAY),
        Column("advisor__name", "顾问", card="1>"),
        Column("vin", "车架号", kind=Kind.QUIET),
    )
    filters = (
        Flag(key="mine", heading="我的客户", where=mine),
        Flag(key="recall", heading="有召回", where=with_open_recall),
        Choice(key="energy", heading="能源", options=Energy.choices, path="model__energy", shown="menu"),
        Choice(key="advisor", heading="顾问", options=advisors, path="advisor_id", shown="menu"),
        Days(key="visited", heading="上次进店", path="last_visit_on", instants=False),
        Typed(key="q", heading="车牌、车架号、姓名或电话", where=vehicles_by_text),
    )

    def value(self, column: Column, row: Row) -> Any:
        """Who asked us to delete his data is not named beside his car."""
        if column.key.startswith("owner__") and row["owner__restricted_at"]:
            return "限制使用" if column.key == "owner__name" else ""
        return super().value(column, row)

    def href(self, row: Row) -> str:
        return reverse("customers:vehicle", args=[row.pk])


def model_of(row: Row) -> str:
    """Series and variant, or what somebody wrote."""
    if row["model__series"]:
        return f"{row['model__series']} {row['model__variant']}"
    return row["model_words"] or ""


class Imports(Listing):
    """导入: ledgers that came in."""

    title = "导入"
    unit = "份"
    thing = "台账"
    order = ("-acted_at", "-pk")
    empty_title = "还没有导入过台账"
    empty_says = "把原有的客户和车辆台账(.xlsx、.xls、.csv)传上来，先试导入，看清再导入。"
    columns = (
        Column("file__name", "文件", kind=Kind.STRONG, card="1"),
        Column("state", "状态", labels=dict(ImportRun.State.choices), card="2"),
        Column("rows", "行数", kind=Kind.NUMBER, card="2>", said=True),
        Column("good", "成功", kind=Kind.NUMBER, card="3", said=True),
        Column("bad", "退回", kind=Kind.NUMBER, card="3>", said=True),
        Column("opened_by__name", "谁"),
        Column("acted_at", "最近动作", kind=Kind.MOMENT, sort="acted_at"),
    )
    filters = (
        Choice(key="state", heading="状态", options=ImportRun.State.choices),
        Days(key="days", heading="最近动作", path="acted_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("customers:importrun", args=[row.pk])


class Exports(Listing):
    """客户资料导出: what left, for what, by whom."""

    title = "客户资料导出"
    unit = "次"
    thing = "导出"
    order = ("-acted_at", "-pk")
    empty_title = "还没有导出过客户资料"
    empty_says = "申请后由客服关系经理签字，一天内下载一次。"
    columns = (
        Column("asked_by__name", "谁", kind=Kind.STRONG, card="1"),
        Column("why", "用途", card="2"),
        Column("rows", "行数", kind=Kind.NUMBER, card="1>"),
        Column("state", "状态", labels=dict(CustomerExport.State.choices), card="2>"),
        Column("acted_at", "最近动作", kind=Kind.MOMENT, sort="acted_at", card="3"),
    )
    filters = (
        Choice(key="state", heading="状态", options=CustomerExport.State.choices),
        Days(key="days", heading="最近动作", path="acted_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("customers:customerexport", args=[row.pk])


def customers_here(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Customer.objects.of(ctx).standing().filter(erased_at=None)
    return rows


def vehicles_here(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Vehicle.objects.of(ctx).standing()
    return rows


def imports_here(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = ImportRun.objects.of(ctx)
    return rows


def exports_here(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = CustomerExport.objects.of(ctx)
    return rows
