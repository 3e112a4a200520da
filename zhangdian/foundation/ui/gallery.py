"""Invented things for the gallery: one of each component in each of its states, for those who build pages."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import fields, nav
from zhangdian.foundation.ui.context import Frame
from zhangdian.foundation.ui.listing import Choice, Column, Flag, Kind, Listing, Row, Typed

A_MONDAY = datetime(2026, 11, 23, 10, 42, tzinfo=clock.CHINA)


@dataclass(frozen=True)
class Somebody:
    """A person who looks at the gallery."""

    person_id: int = 0
    person_name: str = "秦芷若"
    person_surname: str = "秦"
    post_label: str = "服务顾问"
    store_name: str = "云栎望澜店"
    roles: frozenset[str] = frozenset()


class SampleFrame(Frame):
    """The frame with an advisor's day in it."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.now = A_MONDAY

    @property
    def ctx(self) -> Any:
        return Somebody()

    @property
    def bell(self) -> Any:
        return "#bell", nav.Waiting(2)

    @property
    def entries(self) -> list[nav.Shown]:
        return [
            nav.Shown(icon, label, f"#{icon}", label == "工单", nav.Waiting(count, late) if count else None)
            for icon, label, count, late in (
                ("sun", "今日", 4, True),
                ("car", "接车", 3, False),
                ("file-text", "工单", 11, False),
                ("layout-kanban", "看板", 0, False),
                ("message-circle", "增项", 2, False),
                ("key", "交车", 3, False),
                ("phone", "回访", 6, False),
                ("users", "客户", 0, False),
                ("chart-bar", "报表", 0, False),
                ("id-badge-2", "我的岗位", 0, False),
            )
        ]


@dataclass(frozen=True)
class SampleOrder:
    """A line of the orders list, as the picture has it."""

    plate: str
    name: str
    car: str
    sort: str
    stage: str
    holder: str
    state: str
    minutes: int
    promised: str
    mark: str
    advisor: str
    amount: Decimal | None
    number: str


def _order(words: str) -> SampleOrder:
    plate, name, car, sort, stage, holder, state, minutes, promised, mark, advisor, amount, number = (
        words.split("|")
    )
    return SampleOrder(
        plate, name, car, sort, stage, holder, state, int(minutes), promised, mark, advisor,
        Decimal(amount) if amount else None, number,
    )  # fmt: skip


ORDERS = [
    _order(words)
    for words in (
        "宁ZB28B8|段素琴|栎尚 2.0L|一般维修|维修中|邹国栋 J4|late|124|10:20|超 22 分|萧玉洁||WL261123-0001",
        "宁ZS5170|蒋素琴|栎行 HEV|定期保养|维修中|谢家乐 J3|late|47|10:40|超 2 分|贾景行|1328|WL261123-0008",
        "宁Z884TJ|姚诗涵|岭越 HEV|事故维修|维修中|安禾 定损||2900|待定损||石振宇||WL261121-0017",
        "宁ZS7670|范向东|栎尚 1.5T|一般维修|维修中|待料 调拨|parts|185|17:00||萧玉洁|2340|WL261123-0002",
        "宁ZT7312|丁若曦|岭越 1.6L|返修|维修中|返修 吕永康 J5|rework|74|11:30||秦芷若|0|WL261123-0005",
        "宁ZP6272|戴鹏飞|岭达 2.0T|一般维修|维修中|待客户 答复|cust|63|11:40|增项 9|贾景行|192|WL261123-0007",
        "宁ZW5636|熊树林|岭达 2.0T|轮胎快修|检验|易家乐||9|10:50||徐丽娟|72|WL261123-0014",
        "宁ZDM0028|文红霞|岭电 X5|定期保养|待派工|车间主管||6|12:50||徐丽娟|278|WL261123-0016",
    )
]


class SampleLine(forms.Form):
    """One line of an estimate."""

    item = forms.CharField(label="项目", max_length=40)
    hours = fields.MeasureField(label="工时", unit="h", places=1)
    amount = fields.MoneyField(label="金额")
    payer = forms.ChoiceField(label="谁付", choices=[("customer", "客户"), ("maker", "厂家")])


class SampleForm(forms.Form):
    """Every field of the house once."""

    default_renderer = fields.Renderer

    mileage = fields.CountField(
        label="里程",
        unit="km",
        error_messages={"min_value": "比上次 105,199 少。换过表？"},
        min_value=105_199,
    )
    vin = forms.CharField(label="车架号", help_text="校验位对")
    price = fields.MoneyField(label="对手报价", required=False, help_text="客户说的")
    promised = fields.MinutesField(label="还要多久", required=False)
    lender = forms.ChoiceField(
        label="保险公司", choices=[("", "请选"), ("a", "泽岸"), ("b", "安禾"), ("c", "恒棠")]
    )
    outcome = fields.ChipsField(
        label="结果",
        choices=[
            ("renew", "要续"),
            ("think", "考虑"),
            ("lost", "不续"),
            ("missed", "未接"),
            ("never", "别再打"),
        ],
    )
    returned = fields.ManyChipsField(
        label="还给客户",
        choices=[("key", "钥匙 18"), ("licence", "行驶证"), ("book", "保养手册")],
        required=False,
    )
    wash = fields.SegField(label="洗车", choices=[("std", "标准洗"), ("none", "不洗")], initial="std")
    paying = fields.SegField(
        label="怎么付",
        choices=[("scan", "扫码"), ("card", "刷卡"), ("cash", "现金"), ("account", "挂账")],
        initial="scan",
    )
    waits = fields.SwitchField(label="客户在店等", initial=True)
    words = forms.CharField(
        label="他还说",
        required=False,
        widget=forms.Textarea(attrs={"placeholder": "可不填，可语音", "rows": 2}),
    )
    plate = fields.PlateField(label="车牌", widget=fields.PlateWidget(province="宁Z"))
    photos = fields.PhotoField(label="四角照片", many=True, required=False)
    marks = fields.DamageMarksField(
        label="外观",
        widget=fields.DamageMarksWidget(
            known=[
                {"kind": "scratch", "view": "top", "x": 628, "y": 216, "says": "9月15日已记"},
                {"kind": "scratch", "view": "left", "x": 130, "y": 316, "says": "9月15日已记"},
            ]
        ),
    )
    signature = fields.SignatureField(label="签字")
    lines = fields.RowsField(SampleLine, label="项目")


def bound_form() -> SampleForm:
    """The form as it comes back: two fields wrong, lines filled."""
    form = SampleForm(
        {
            "mileage": "17196",
            "vin": "L00Y02C18GW120006",
            "price": "3,150",
            "outcome": "renew",
            "returned": ["key", "licence"],
            "wash": "std",
            "paying": "scan",
            "waits": "on",
            "plate": "宁Z1I",
            "marks": '[{"kind":"scratch","view":"left","x":438,"y":300,"old":false}]',
            "lines-rows": "0 1",
            "lines-0-item": "更换前制动片",
            "lines-0-hours": "0.8",
            "lines-0-amount": "192.00",
            "lines-0-payer": "customer",
            "lines-1-item": "制动系统清洁润滑",
            "lines-1-hours": "半小时",
            "lines-1-amount": "144.00",
            "lines-1-payer": "customer",
        }
    )
    form.is_valid()
    return form


class Tables(Listing):
    """The tables of the house: the one list every house of ours has."""

    columns = (
        Column("model", "表", kind=Kind.STRONG, sort="model", card="1"),
        Column("app_label", "房间", sort="app_label", card="2"),
        Column("id", "号", kind=Kind.NUMBER, sort="id", card="1>"),
        Column(
            "age",
            "停留",
            value=lambda row: row.pk * 37,
            kind=Kind.MINUTES,
            state=lambda row: "late" if row.pk > 4 else "",
            card="2>",
        ),
        Column(
            "ball",
            "在谁手里",
            value=lambda row: "待客户 答复" if row.pk % 2 else "车间主管",
            kind=Kind.BALL,
            state=lambda row: "cust" if row.pk % 2 else "",
            card="3",
        ),
    )
    filters = (
        Choice(
            key="scope",
            heading="范围",
            shown="seg",
            counted=True,
            default="all-rooms",
            options=[("all-rooms", "全部"), ("django", "框架的")],
            where=lambda rows, value, ctx: rows.filter(app_label="auth") if value == "django" else rows,
        ),
        Flag(
            key="u", heading="带 u 的", counted=True, where=lambda rows, ctx: rows.filter(model__contains="u")
        ),
        Flag(
            key="x",
            heading="带 x 的",
            counted=True,
            gap=True,
            where=lambda rows, ctx: rows.filter(model__contains="x"),
        ),
        Choice(
            key="room",
            heading="房间",
            shown="menu",
            path="app_label",
            options=lambda ctx: [
                (name, name)
                for name in ContentType.objects.order_by("app_label")
                .values_list("app_label", flat=True)
                .distinct()
            ],
        ),
        Typed(key="q", heading="名字", where=lambda rows, text, ctx: rows.filter(model__icontains=text)),
    )
    order = ("app_label", "model")
    order_says = "先按房间，再按表"
    unit = "张"
    thing = "表"
    page_size = 8

    def href(self, row: Row) -> str:
        return f"?device=desktop#table-{row.pk}"


def everything(request: HttpRequest) -> dict[str, Any]:
    """What the gallery's page shows."""
    return {
        "frame": SampleFrame(request),
        "ctx": Somebody(),
        "orders": ORDERS,
        "listing": Tables(request, ContentType.objects.all(), Somebody()),
        "form": SampleForm(),
        "bound": bound_form(),
        "states": [
            ("", "定损中"),
            ("late", "超 12"),
            ("parts", "缺 1 种"),
            ("cust", "待答复"),
            ("rework", "返修"),
            ("ok", "已付"),
        ],
        "minutes": [0, 9, 124, 179, 185, 1439, 2900, None],
        "amounts": [Decimal("1216"), Decimal("-50"), Decimal(0), None],
        "at": A_MONDAY,
        "today": date(2026, 11, 23),
        "later": A_MONDAY + timedelta(days=1, hours=3, minutes=18),
        "mono": Decimal("3.80"),
        "missing": [
            {"what": "还差 1,216.00 没付", "remark": "结算单 JS261123-0018", "url": "#", "press": "去收款"},
            {"what": "或者准许挂账", "remark": "崔慕晴今天休息，500 元以上由服务经理签", "who": "田长青签"},
        ],
        "chips": ["不涉及高压", "由吕永康带", "客户赶时间", "其他"],
        "found": [
            {
                "label": "在厂",
                "items": [
                    {"url": "#1", "plate": "宁Z62966", "title": "邹雪梅", "remark": "维修中 · 96 分"},
                    {"url": "#2", "plate": "宁ZDM0028", "title": "文红霞", "remark": "待派工 · 6 分"},
                ],
            },
            {
                "label": "客户",
                "items": [{"url": "#3", "icon": "user", "title": "邹国栋", "remark": "161****0005"}],
            },
        ],
        "paper": {
            "house": "望澜云栎汽车销售服务有限公司",
            "store_line": "云栎望澜店 · 0000-00001200 · 投诉 0000-00001202 · 救援 0000-00001201",
            "number": "WL261123-0006",
            "copy": "客户联",
            "printed": 1,
            "at": "2026-11-23 08:14",
            "digest": "9c41 7e02 b5d8",
            "version": 1,
        },
    }  # fmt: skip
