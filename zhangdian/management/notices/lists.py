"""The list of notices, and of the kinds."""

from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed
from zhangdian.management.notices import kinds, queries
from zhangdian.management.notices.models import Notice, ReadReceipt

State = Notice.State
OVER, UNREAD = "over", "unread"
STATES = {UNREAD: "我没读", "standing": "有效", OVER: "过期", "replaced": "已更正", "withdrawn": "已撤回"}
TONES = {UNREAD: "parts", "standing": "ok"}


def number_of(rows: QuerySet[Any]) -> Any:
    """How many receipts of a notice there are, in the same statement."""
    counted = rows.values("notice").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def all_notices(ctx: Any) -> QuerySet[Any]:
    """Notices that he may see, with how many are to read each and how many have."""
    mine = ReadReceipt.objects.filter(notice=OuterRef("pk"), person=ctx.person_id, read_at=None)
    rows = queries.notices_open_to(ctx).annotate(
        asked=number_of(queries.counts_of()),
        read=number_of(queries.counts_of().filter(read_at__isnull=False)),
        to_me=Exists(mine),
    )
    shown: QuerySet[Any] = rows.annotate(
        shown=Case(
            When(~Q(state=State.STANDING), then="state"),
            When(ends_on__lt=ctx.today, then=Value(OVER)),
            When(to_me=True, then=Value(UNREAD)),
            default="state",
        )
    )
    return shown


def read_in_words(row: Row) -> str:
    return f"{row['read']} / {row['asked']}"


def named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    word = text.strip()
    about = Q(title__icontains=word) | Q(text__icontains=word) | Q(number=word.upper())
    return rows.filter(about | Q(insurer__short_name__icontains=word))


def mine(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(published_by=ctx.person_id)


def to_read(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(shown=UNREAD)


def unread_in_time(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    """Standing notices whose hour is over while somebody has not read."""
    late = queries.counts_of().filter(read_at=None, read_by__lt=ctx.now)
    return rows.filter(Exists(late), queries.held_on(ctx.today), state=State.STANDING)


class Notices(Listing):
    """通知: the newest first."""

    title = "通知"
    thing = "通知"
    unit = "份"
    order = ("-published_at", "-pk")
    order_says = "最近的在前"
    needs = ("shown",)
    empty_title = "还没有通知"
    empty_says = "能发通知的岗位点“发通知”：承保政策、配件行情、技术通报，谁读了一眼看到。"
    empty_icon = "message-circle"
    columns = (
        Column("title", "标题", kind=Kind.STRONG, card="1"),
        Column("kind__name", "类别", card="2"),
        Column("insurer__short_name", "保险公司"),
        Column(
            "shown",
            "状态",
            labels=STATES,
            kind=Kind.STATE,
            state=lambda row: TONES.get(row["shown"], ""),
            card="1>",
        ),
        Column("read", "读了", read_in_words, needs=("read", "asked"), card="2>", said=True),
        Column("effective_on", "哪天起", kind=Kind.DAY, sort="effective_on"),
        Column("read_by", "几时前读完", kind=Kind.MOMENT, sort="read_by"),
        Column("published_by__name", "谁发的", card="3"),
        Column("published_at", "发布", kind=Kind.MOMENT, sort="published_at", card="3>"),
        Column("edition", "版", kind=Kind.NUMBER),
        Column("number", "编号"),
    )
    filters = (
        Flag(key="unread", heading="我没读", where=to_read),
        Flag(key="mine", heading="我发的", where=mine),
        Flag(key="late", heading="过时没读齐", where=unread_in_time, gap=True),
        Choice(key="shown", heading="状态", options=tuple(STATES.items()), shown="menu"),
        Choice(
            key="kind",
            heading="类别",
            options=lambda ctx: [(each.pk, each.name) for each in kinds.all_kinds(ctx)],
            shown="menu",
        ),
        Typed(key="q", heading="标题或正文", where=named),
        Days(key="days", heading="发布日", path="published_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("notices:notice", args=[row.pk])
