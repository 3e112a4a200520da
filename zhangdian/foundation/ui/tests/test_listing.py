"""The one list: what an address may ask, how pages follow one another, what it costs."""

import io
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.db.models import Q
from django.http import QueryDict
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Typed


class Sample(models.Model):
    """Cars as no room keeps them: for the list alone."""

    objects: models.Manager["Sample"]
    plate = models.CharField(max_length=12)
    stage = models.CharField(max_length=12)
    waits = models.IntegerField()
    promised_at = models.DateTimeField(null=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    class Meta:
        app_label = "ui_samples"  # of no installed room, so that nothing else of the house meets it
        managed = False
        db_table = "ui_test_sample"

    def __str__(self):
        return self.plate


def late(row):
    return "late" if row["waits"] > 90 else ""


class Cars(Listing):
    columns: ClassVar[tuple[Column, ...]] = (
        Column("plate", "车", kind=Kind.PLATE, card="1"),
        Column("stage", "阶段", labels={"repair": "维修中", "wash": "洗车"}, sort="stage", card="2>"),
        Column("waits", "停留", kind=Kind.MINUTES, sort="waits", state=late, card="1>"),
        Column("promised", "承诺", value="promised_at", kind=Kind.HOUR, sort="promised_at", card="3>"),
        Column("amount", "客户付", kind=Kind.MONEY, sort="amount"),
    )  # fmt: skip
    filters: tuple[Any, ...] = (
        Flag(key="late", heading="超时", where=Q(waits__gt=90), counted=True),
        Choice(key="stage", heading="阶段", options=[("repair", "维修中"), ("wash", "洗车")], shown="menu"),
        Days(key="promised", heading="承诺", path="promised_at"),
        Typed(key="q", heading="车牌", where=lambda rows, text, ctx: rows.filter(plate__contains=text)),
    )
    order = "-waits"
    unit = "台"
    thing = "车"
    page_size = 5

    def href(self, row):
        return f"/orders/{row.pk}/"


@pytest.fixture
def cars(db):
    # Collected, for SQLite's editor refuses to work inside the transaction of a test.
    editor = connection.SchemaEditorClass(connection, collect_sql=True)
    editor.deferred_sql = []
    editor.create_model(Sample)
    with connection.cursor() as cursor:
        for statement in editor.collected_sql:
            cursor.execute(statement)
    noon = clock.now().replace(year=2026, month=11, day=23, hour=4, minute=0, second=0, microsecond=0)
    Sample.objects.bulk_create(
        Sample(
            plate=f"宁Z{i:05d}",
            stage="repair" if i % 3 else "wash",
            waits=i % 7 * 20,
            promised_at=noon + timedelta(hours=i % 5) if i % 4 else None,
            amount=i * 10 if i % 6 else None,
        )
        for i in range(23)
    )
    return Sample.objects.all()


def listing(rows, query="", kind=Cars):
    return kind(RequestFactory().get(f"/orders/?{query}"), rows)


def walk(rows, query, step="next_url"):
    """All pages from an address on, as lists of keys."""
    pages = []
    while True:
        here = listing(rows, query)
        pages.append([row.pk for row in here.rows])
        url = getattr(here, step)
        if not url:
            return pages, query
        query = urlsplit(url).query


@pytest.mark.parametrize(
    "sort", ["", "sort=waits", "sort=-waits", "sort=promised", "sort=-promised", "sort=amount", "sort=-stage"]
)
def test_pages_by_key_show_every_row_once_forwards_and_backwards(cars, sort):
    forwards, last = walk(cars, sort)
    seen = [pk for page in forwards for pk in page]
    assert sorted(seen) == sorted(cars.values_list("pk", flat=True))
    assert len(seen) == len(set(seen))
    backwards, _ = walk(cars, last, "previous_url")
    assert backwards == forwards[::-1]


def test_rows_without_a_value_stand_last_whichever_way_one_sorts(cars):
    for sort in ("sort=promised", "sort=-promised"):
        pages, _ = walk(cars, sort)
        values = dict(cars.values_list("pk", "promised_at"))
        ordered = [values[pk] for page in pages for pk in page]
        nothing = ordered.index(None)
        assert all(value is None for value in ordered[nothing:])
        told = ordered[:nothing]
        assert told == sorted(told, reverse=sort == "sort=-promised")


def test_the_foot_says_where_one_is(cars):
    first = listing(cars)
    assert first.span == "1–5 / 23"
    second = listing(cars, urlsplit(first.next_url).query)
    assert second.span == "6–10 / 23"
    assert listing(cars, urlsplit(second.previous_url).query).span == "1–5 / 23"


HOSTILE = [
    "pk=abc", "after=abc", "after=99999999999999999999999999", "after=-1", "before=%00",
    "after=" + "9" * 5000,
    "after=1.5", "n=0", "n=99999999999999999999", "n=%00", "sort=plate", "sort=pk;drop", "sort=-", "sort=%00",
    "late=yes", "late=%00", "stage=%00", "stage=nowhere", "stage=%ED%A0%80", "promised=10000-01-01~",
    "promised=0001-01-01~9999-12-31", "promised=2026-02-30~", "promised=2026-11-23~2026-11-01",
    "promised-from=10000-01-01", "promised-to=x", "q=%00", "q=%ED%A0%80", "q=" + "a" * 400, "q=%25%27%22",
    "late=1&late=%00",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_in_an_address_breaks_a_list(cars, query):
    here = listing(cars, query)
    assert here.lines is not None
    assert here.cards is not None
    assert here.headings
    assert here.bars
    assert isinstance(here.ignored, list)
    assert here.span


def test_a_lone_surrogate_is_left_out(cars):
    given = QueryDict(mutable=True)
    given["q"] = "\ud800"
    request = RequestFactory().get("/orders/")
    vars(request)["GET"] = given
    here = Cars(request, cars)
    assert len(here.rows) == 5
    assert here.ignored == ["车牌"]


def test_what_was_not_understood_is_said(cars):
    assert listing(cars, "stage=nowhere&after=abc").ignored == ["阶段", "页"]


def test_filters_narrow_and_stand_in_the_address(cars):
    here = listing(cars, "late=1&stage=repair")
    assert all(row["waits"] > 90 for row in here.rows)
    assert {bar.says for bar in here.in_force} == {"超时", "阶段 维修中"}
    late = next(bar for bar in here.bars if bar.filter.key == "late")
    assert parse_qs(urlsplit(late.drop).query) == {"stage": ["repair"]}


def test_a_chip_says_how_many_it_would_leave(cars):
    here = listing(cars, "stage=wash")
    late = next(bar for bar in here.bars if bar.filter.key == "late")
    assert late.options[0].count == str(cars.filter(waits__gt=90, stage="wash").count())


def test_days_hold_both_ends_in_the_stores_zone(cars):
    assert listing(cars, "promised=2026-11-23~2026-11-23").total == str(
        cars.exclude(promised_at=None).count()
    )
    assert listing(cars, "promised-to=2026-11-22").total == "0"


def test_an_empty_list_names_the_chip_to_drop(cars):
    here = listing(cars, "late=1&q=%E5%AE%81Z00001")
    assert here.empty_filtered
    assert here.drop.says == "车牌 宁Z00001"
    assert here.drop.count == str(cars.filter(waits__gt=90).count())
    assert listing(cars, urlsplit(here.drop.href).query).total == here.drop.count


def test_changing_the_filter_begins_at_the_first_page(cars):
    here = listing(cars, urlsplit(listing(cars).next_url).query)
    late = next(bar for bar in here.bars if bar.filter.key == "late")
    assert "after" not in parse_qs(urlsplit(late.options[0].href).query)


def test_a_row_is_written_once_with_its_state_and_its_link(cars):
    line = listing(cars, "sort=-waits").lines[0]
    assert '<a class="row-link" href="/orders/' in line
    assert 'class="num t-late"' in line
    assert "120 分" in line


def test_a_card_has_the_plate_and_the_minutes_in_its_first_line(cars):
    card = listing(cars, "sort=-waits").cards[0]
    assert card.startswith('<a class="row-card"')
    assert card.index("plate") < card.index("120 分") < card.index("line-2")


def test_a_figure_without_a_head_above_it_says_its_name_on_a_card(cars):
    class Bills(Listing):
        columns = (
            Column("plate", "车", kind=Kind.PLATE, card="1"),
            Column("amount", "还差", kind=Kind.MONEY, card="3>", said=True),
        )

    bills = listing(cars.filter(amount=10), kind=Bills)
    assert '<span class="said">还差</span> 10.00' in bills.cards[0]
    assert "还差" not in bills.lines[0]


def test_a_list_that_nobody_narrowed_is_empty_by_itself(cars):
    class Standing(Listing):
        columns = Cars.columns
        filters = (
            Choice(
                key="stage", heading="阶段", options=[("repair", "维修中")], default="repair", shown="menu"
            ),
        )

    none = listing(cars.none(), kind=Standing)
    assert none.in_force
    assert not none.empty_filtered


def test_what_is_stored_is_never_markup(cars):
    Sample.objects.filter(pk=cars.first().pk).update(plate="<b>x", stage='"><script>')
    assert not any("<script" in line or "<b>x" in line for line in listing(cars, "sort=stage").lines)


def test_a_list_costs_two_statements_for_one_row_and_for_many(cars, django_assert_num_queries):
    for rows in (cars.filter(pk=cars.first().pk), cars):
        here = listing(rows)
        with django_assert_num_queries(2):
            for part in ("lines", "cards", "bars", "headings", "span", "next_url", "drop", "ignored"):
                getattr(here, part)


def test_no_list_is_counted_beyond_a_thousand(cars):
    Sample.objects.bulk_create(Sample(plate=f"宁A{i:05d}", stage="wash", waits=1) for i in range(1001))
    assert listing(cars).total == "1,000+"
    assert listing(cars, "stage=repair").total != "1,000+"


def test_a_list_goes_out_as_a_sheet_with_figures_as_figures(cars):
    stream = io.BytesIO()
    assert listing(cars, "late=1&sort=waits").export(stream) == cars.filter(waits__gt=90).count()
    stream.seek(0)
    rows = CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python()
    assert rows[0] == ["车", "阶段", "停留(分)", "承诺", "客户付"]
    assert str(rows[1][0]).startswith("宁Z")
    assert rows[1][2] == 100


def test_a_list_pages_by_keys_that_are_not_numbers(db):
    class Sessions(Listing):
        columns = (Column("session_key", "号"),)
        order = "expire_date"
        page_size = 2

    Session.objects.bulk_create(
        Session(session_key=f"k{i}", session_data="", expire_date=clock.now()) for i in range(5)
    )
    pages = []
    query = ""
    while True:
        here = listing(Session.objects.all(), query, Sessions)
        pages.append([row.pk for row in here.rows])
        if not here.next_url:
            break
        query = urlsplit(here.next_url).query
    assert pages == [["k0", "k1"], ["k2", "k3"], ["k4"]]
    assert listing(Session.objects.all(), "after=%00", Sessions).rows


class Long(Listing):
    """A page long enough to tell which columns are empty; two of them sort by one path."""

    order = "-waits"
    page_size = 20
    columns = (
        *Cars.columns,
        Column("again", "到店", value="waits", kind=Kind.NUMBER, sort="waits"),
        Column("remark", "备注", lambda row: ""),
    )


def test_a_column_with_nothing_in_any_row_stays_away_from_a_long_page(cars):
    assert "备注" not in [head.text for head in listing(cars, kind=Long).headings]
    assert "备注" in [head.text for head in listing(cars.filter(waits=0), kind=Long).headings]
    assert all(line.count("<td") == 6 for line in listing(cars, kind=Long).lines)


def test_one_head_alone_shows_the_order(cars):
    assert [head.text for head in listing(cars, kind=Long).headings if head.sorted] == ["停留"]
    assert [head.text for head in listing(cars, "sort=again", Long).headings if head.sorted] == ["到店"]
