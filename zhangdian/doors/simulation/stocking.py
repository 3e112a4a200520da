"""Fill a store with the trade's catalogues: models, operations with kits, bays, parts with stock, recalls."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from zhangdian.aftercare.care.calling.ledgers import QUESTIONNAIRES, AskedRow
from zhangdian.aftercare.care.complaints import actions as complaints
from zhangdian.aftercare.care.complaints.ledgers import TOPICS
from zhangdian.aftercare.care.inquiries import actions as inquiries
from zhangdian.aftercare.care.inquiries.ledgers import house_topics
from zhangdian.aftercare.insurance.dossiers import actions as dossiers
from zhangdian.aftercare.insurance.dossiers import ledgers as document_needs
from zhangdian.aftercare.insurance.giveaways import actions as giveaways
from zhangdian.aftercare.insurance.giveaways import ledgers as giveaway_forms
from zhangdian.aftercare.insurance.insurers import actions as insurers
from zhangdian.aftercare.insurance.products import actions as products
from zhangdian.aftercare.insurance.products import ledgers as covers
from zhangdian.aftercare.insurance.rating import RateLine, TableKind
from zhangdian.aftercare.insurance.renewals import actions as renewals
from zhangdian.aftercare.insurance.renewals import ledgers as desk_words
from zhangdian.aftercare.insurance.tables import actions as tables
from zhangdian.aftercare.insurance.tables import ledgers as rates
from zhangdian.doors.simulation.tables import Row, table, true, whole
from zhangdian.foundation.kernel.context import Context
from zhangdian.frontline.service.cataloguing import actions as cataloguing
from zhangdian.frontline.service.cataloguing.ledgers import BAYS, ITEMS, KITS, OPERATIONS
from zhangdian.frontline.service.models import KitPart, LabourOperation
from zhangdian.management.notices import actions as notices
from zhangdian.management.notices import kinds as notice_kinds
from zhangdian.people.customers.maker import actions as maker
from zhangdian.people.customers.maker.ledgers import MODELS
from zhangdian.people.customers.models import Recall
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.cataloguing.ledgers import PARTS, SUPPLIERS
from zhangdian.resources.training.courses import actions as courses
from zhangdian.resources.training.courses import ledgers as taught
from zhangdian.resources.training.questions import actions as bank
from zhangdian.resources.training.questions import ledgers as questions

SINCE = date(2026, 1, 1)
TORQUE = {"B001", "B002", "B003", "C001", "C005", "C006"}
"""Operations that touch wheels, brakes or steering: the torque is typed (store_truth.md §2, W-17)."""


def stock_store(clock_of_store: Context, *, shelves: bool = True) -> None:
    """All catalogues, in the order in which they need each other; the house's own only where it has none."""
    first = not LabourOperation.objects.exists()
    if first:
        load_models(clock_of_store)
    load_parts(clock_of_store, shelves=shelves)
    if first:
        load_labour(clock_of_store)
        load_recalls(clock_of_store)
        load_care(clock_of_store)
        load_covers(clock_of_store)
    load_bays(clock_of_store)
    load_insurers(clock_of_store)
    load_notice_kinds(clock_of_store)


def stock_further(clock_of_store: Context) -> None:
    """Examples of numbers that the data do not list: outer parts of all series, what a kit has besides."""
    rows = table("more_parts")
    parts.load_catalogue(clock_of_store, rows=PARTS.rows(rows), since=SINCE)
    parts.open_stock(clock_of_store, rows=[lot for row in rows for lot in lots_of(row, clock_of_store.today)])
    if not KitPart.objects.filter(part__part_no=rows[0]["part_no"]).exists():
        cataloguing.load_kits(clock_of_store, rows=KITS.rows(table("more_kits")), since=SINCE)


def load_models(ctx: Context) -> None:
    for at, row in enumerate(MODELS.rows(table("models"))):
        MODELS.take(ctx, [row], f"models:{at}")


def load_parts(ctx: Context, *, shelves: bool) -> None:
    parts.load_catalogue(ctx, rows=PARTS.rows(table("parts")), since=SINCE)
    parts.load_suppliers(ctx, rows=SUPPLIERS.rows(table("suppliers")))
    if shelves:
        parts.open_stock(ctx, rows=[lot for row in table("parts") for lot in lots_of(row, ctx.today)])


def lots_of(row: Row, today: date) -> list[parts.OpeningRow]:
    """What lies on the shelf, in two lots where there is enough: an older and a newer one."""
    on_hand = int(row["on_hand"] or 0)
    shelf_life = int(row["shelf_life_months"] or 0)
    halves = [on_hand // 2, on_hand - on_hand // 2] if on_hand > 4 else [0, on_hand]
    return [
        parts.OpeningRow(
            part_no=row["part_no"],
            quantity=quantity,
            unit_cost=Decimal(row["dealer_price_yuan"]),
            received_on=today - timedelta(days=days),
            expires_on=today + timedelta(days=shelf_life * 30 - days) if shelf_life else None,
        )
        for quantity, days in zip(halves, (40, 12), strict=True)
        if quantity
    ]


def load_labour(ctx: Context) -> None:
    operations = [
        replace(row, needs_torque=row.code in TORQUE) for row in OPERATIONS.rows(table("labour_operations"))
    ]
    cataloguing.load_operations(ctx, rows=operations, since=SINCE)
    cataloguing.load_kits(
        ctx, rows=KITS.rows([*table("operation_parts"), *table("outer_parts")]), since=SINCE
    )
    cataloguing.load_inspection_items(ctx, rows=ITEMS.rows(table("inspection_findings")))


def load_bays(ctx: Context) -> None:
    cataloguing.load_bays(ctx, rows=BAYS.rows(table("bays")))


def load_recalls(ctx: Context) -> None:
    kinds = {"召回": Recall.Kind.RECALL, "技术活动": Recall.Kind.TECHNICAL}
    for row in table("recalls"):
        maker.record_recall(
            ctx,
            campaign_no=row["campaign_no"],
            name=row["name_zh"],
            kind=kinds[row["kind_zh"]],
            model_codes=[code.strip() for code in row["models"].split(",")],
            from_year=whole(row["from_year"]),
            to_year=whole(row["to_year"]),
            operation_code=row["operation_code"],
            minutes=int(row["minutes"] or 0),
            stop_sale=true(row["stop_sale"]),
        )


TOPIC_OF = {
    "Q2": "T06", "Q3": "T03", "Q4": "T02", "Q5": "T01", "Q6": "T08", "Q7": "T17",
    "S1": "T10", "S2": "T04", "S3": "T07", "N2": "T13", "N3": "T14",
}  # fmt: skip
"""Question → what a low answer to it complains about."""


def load_care(ctx: Context) -> None:
    """What customers are asked after a visit, and what they complain about."""
    complaints.load_topics(ctx, rows=TOPICS.rows(table("complaint_topics")))
    inquiries.load_inquiry_topics(ctx, rows=house_topics())
    asked = QUESTIONNAIRES.rows(table("questionnaires"))
    QUESTIONNAIRES.take(ctx, [with_topic(row) for row in asked], "questionnaires")


def with_topic(row: AskedRow) -> AskedRow:
    question = replace(row.question, topic_code=TOPIC_OF.get(row.question.code, ""))
    return replace(row, question=question)


def load_covers(ctx: Context) -> None:
    """What can be insured, with its clauses in plain words."""
    products.load_covers(ctx, rows=covers.house_covers())
    products.load_clauses(ctx, rows=covers.house_clauses())


def load_insurers(ctx: Context) -> None:
    """Insurers with their approvals, told in days from the day of loading."""
    insurers.load_insurers(ctx, rows=[insurer_of(row, ctx.today) for row in table("insurers")])
    tables.load_tables(ctx, rows=[*rates.house_tables(), *usual_factors()])
    tables.load_rules(ctx, rules=rates.house_rules(), limits=rates.house_limits())
    renewals.load_desk_words(ctx, rows=desk_words.house_words())
    giveaways.load_giveaway_forms(ctx, rows=giveaway_forms.house_forms())
    dossiers.load_document_needs(ctx, rows=document_needs.house_needs())


def load_notice_kinds(ctx: Context) -> None:
    """Who publishes which kind of notice, and who is proposed to read it."""
    notices.load_notice_kinds(ctx, rows=list(notice_kinds.shipped()))


def teach_store(ctx: Context) -> None:
    """The house's questions and courses for the insurance desks."""
    bank.load_questions(ctx, rows=questions.house_questions())
    courses.load_courses(ctx, rows=taught.house_courses())


USUAL = {"AH": "0.82", "ZA": "0.85", "HT": "0.88", "JL": "0.90", "XD": "0.93"}
"""The pricing factor that each insurer usually gives: invented like the insurers."""


def usual_factors() -> list[tables.TableRow]:
    """What each insurer usually gives, for both products."""
    return [
        tables.TableRow(
            TableKind.USUAL,
            "示例",
            SINCE,
            RateLine(product, "常用值", value=Decimal(value)),
            insurer=code,
            example=True,
        )
        for code, value in USUAL.items()
        for product in ("ICE", "NEV")
    ]


def insurer_of(row: Row, today: date) -> insurers.InsurerRow:
    return insurers.InsurerRow(
        code=row["insurer_code"],
        name=row["name_zh"],
        short_name=row["short_zh"],
        partner=true(row["approved"]),
        issues_by=row["issue_way_zh"],
        approved_from=today - timedelta(days=int(row["approved_from_days_ago"])),
        approved_until=today + timedelta(days=int(row["approval_ends_in_days"])),
    )
