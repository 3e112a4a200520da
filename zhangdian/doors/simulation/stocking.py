"""Fill a store with the trade's catalogues: models, operations with kits, bays, parts with stock, recalls."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from zhangdian.aftercare.care.calling import actions as calling
from zhangdian.aftercare.care.complaints import actions as complaints
from zhangdian.aftercare.care.models import Questionnaire, QuestionnaireQuestion, Severity
from zhangdian.doors.simulation.tables import Row, number, table, true, whole
from zhangdian.foundation.kernel.context import Context
from zhangdian.frontline.service.cataloguing import actions as cataloguing
from zhangdian.frontline.service.models import LabourOperation
from zhangdian.people.customers.maker import actions as maker
from zhangdian.people.customers.models import Energy, Recall
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import Part

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
    load_bays(clock_of_store)


def load_models(ctx: Context) -> None:
    for row in table("models"):
        model = maker.add_model(
            ctx,
            code=row["model_code"],
            series=row["series_zh"],
            variant=row["variant_zh"],
            energy=Energy(row["energy"]),
            power=row["power"],
            gearbox=row["gearbox"],
            drive=row["drive"],
            seats=int(row["seats"]),
            from_year=whole(row["from_year"]),
            to_year=whole(row["to_year"]) or None,
        ).subject
        maker.set_model_terms(ctx, model, **terms_of(row))


def terms_of(row: Row) -> dict[str, Any]:
    spark = whole(row["spark_plug_interval_1000km"])
    return {
        "since": date(int(row["from_year"]), 1, 1),
        "first_service_km": whole(row["first_service_km"]),
        "first_service_months": whole(row["first_service_months"]),
        "interval_km": whole(row["interval_km"]),
        "interval_months": whole(row["interval_months"]),
        "spark_plug_km": spark * 1000 if spark else None,
        "gearbox_oil_km": whole(row["gearbox_oil_interval_km"]) or None,
        "brake_fluid_months": whole(row["brake_fluid_interval_months"]),
        "cabin_filter_months": whole(row["cabin_filter_interval_months"]),
        "coolant_months": whole(row["coolant_interval_months"]),
        "high_voltage_check_months": whole(row["high_voltage_check_months"]),
        "warranty_months": whole(row["warranty_months"]),
        "warranty_km": whole(row["warranty_km"]),
        "battery_warranty_months": whole(row["battery_warranty_months"]),
        "battery_warranty_km": whole(row["battery_warranty_km"]),
        "oil_litres": number(row["oil_litres"]),
        "oil_grade": row["oil_grade"],
        "daily_km_mean": whole(row["daily_km_mean"]),
    }


def load_parts(ctx: Context, *, shelves: bool) -> None:
    kinds = {str(label): value for value, label in Part.Kind.choices}
    rows = [
        parts.CatalogueRow(
            part_no=row["part_no"],
            name=row["name_zh"],
            unit=row["unit_zh"],
            group=row["group_zh"],
            abc=row["abc"],
            kind=kinds.get(row["part_kind_zh"], Part.Kind.GENUINE.value),
            pack_quantity=int(row["pack_qty"] or 1),
            lead_days=int(row["lead_days"] or 0),
            shelf_life_months=int(row["shelf_life_months"] or 0),
            hazard=row["hazard_zh"],
            models_fit=row["models"],
            note=row["note"],
            superseded_by=row["superseded_by"],
            retail=number(row["retail_price_yuan"]),
            dealer=number(row["dealer_price_yuan"]),
            warranty=number(row["warranty_price_yuan"]),
            bin=row["bin"],
            min_stock=int(row["min_stock"] or 0),
            max_stock=int(row["max_stock"] or 0),
            monthly_demand=int(row["monthly_demand"] or 0),
        )
        for row in table("parts")
    ]
    parts.load_catalogue(ctx, rows=rows, since=SINCE)
    parts.load_suppliers(
        ctx,
        rows=[
            parts.SupplierRow(
                code=row["supplier_code"],
                name=row["name_zh"],
                kind=row["kind_zh"],
                approved=true(row["approved"]),
                part_kinds=row["part_kinds_zh"],
                lead_days=number(row["lead_days_mean"]),
                cutoff=row["cutoff_time"],
                order_days=row["order_days_zh"],
                note=row["note"],
            )
            for row in table("suppliers")
        ],
    )
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
        cataloguing.OperationRow(
            code=row["operation_code"],
            name=row["name_zh"],
            category=row["category_zh"],
            skill=row["skill_zh"],
            book_hours=number(row["book_hours"]),
            rate_kind=LabourOperation.RateKind(row["rate_kind"]),
            price=number(row["labour_price_yuan"]),
            energies=row["energies"],
            mean_bay_minutes=int(row["mean_bay_minutes"] or 0),
            needs_torque=row["operation_code"] in TORQUE,
        )
        for row in table("labour_operations")
    ]
    cataloguing.load_operations(ctx, rows=operations, since=SINCE)
    kits = [
        cataloguing.KitRow(
            row["operation_code"], row["part_no"], int(Decimal(row["quantity"])), row["models"]
        )
        for row in table("operation_parts")
    ]
    cataloguing.load_kits(ctx, rows=kits, since=SINCE)
    items = [
        cataloguing.ItemRow(
            code=row["finding_code"],
            name=row["item_zh"],
            unit=row["measure_unit"],
            amber_from=row["amber_from"],
            red_from=row["red_from"],
            operation_code=row["operation_code"],
            safety=true(row["safety"]),
            plain_words=row["plain_words_zh"],
        )
        for row in table("inspection_findings")
    ]
    cataloguing.load_inspection_items(ctx, rows=items)


def load_bays(ctx: Context) -> None:
    bays = [
        cataloguing.BayRow(row["bay_no"], row["kind_zh"], row["home_team_zh"], true(row["high_voltage"]))
        for row in table("bays")
    ]
    cataloguing.load_bays(ctx, rows=bays)


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


QUESTIONNAIRES = {str(label): kind for kind, label in Questionnaire.Kind.choices}
TOPIC_OF = {
    "Q2": "T06", "Q3": "T03", "Q4": "T02", "Q5": "T01", "Q6": "T08", "Q7": "T17",
    "S1": "T10", "S2": "T04", "S3": "T07", "N2": "T13", "N3": "T14",
}  # fmt: skip
"""Question → what a low answer to it complains about."""


def load_care(ctx: Context) -> None:
    """What customers are asked after a visit, and what they complain about."""
    complaints.load_topics(ctx, rows=[topic_of(row) for row in table("complaint_topics")])
    editions: dict[tuple[str, str], list[Row]] = {}
    for row in table("questionnaires"):
        editions.setdefault((row["questionnaire"], row["version"]), []).append(row)
    for (name, version), rows in editions.items():
        year, month = version.split("-")
        calling.load_questionnaire(
            ctx,
            kind=Questionnaire.Kind(QUESTIONNAIRES[name]),
            edition=version,
            since=date(int(year), int(month), 1),
            questions=[question_of(row) for row in rows],
        )


def topic_of(row: Row) -> complaints.TopicRow:
    return complaints.TopicRow(
        code=row["topic_code"],
        department=row["department_zh"],
        name=row["topic_zh"],
        severity=Severity(row["severity"]),
        remedies=row["usual_remedy_zh"],
        hours=int(row["hours_to_solve_median"]),
    )


def question_of(row: Row) -> calling.QuestionRow:
    """没好→投诉 is a complaint, 没有→Q9 leads past the questions between."""
    answer, _, goal = row["branch"].partition("→")
    skips = goal if goal.startswith("Q") else ""
    return calling.QuestionRow(
        code=row["question_code"],
        text=row["question_zh"],
        answered=QuestionnaireQuestion.Answered(row["answer_kind"]),
        options=row["options_zh"],
        required=true(row["required"]),
        complains=answer if goal == "投诉" else "",
        skips_after=answer if skips else "",
        skips_to=skips,
        topic_code=TOPIC_OF.get(row["question_code"], ""),
    )
