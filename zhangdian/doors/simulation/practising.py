"""A practice store is furnished: what issuing needs as the real store has it, customers and cars invented."""

from collections.abc import Iterator
from typing import Any

from zhangdian.aftercare.insurance.dossiers.actions import NeedRow, load_document_needs
from zhangdian.aftercare.insurance.giveaways.actions import FormRow, load_giveaway_forms
from zhangdian.aftercare.insurance.insurers.actions import InsurerRow, load_insurers
from zhangdian.aftercare.insurance.models import (
    DeskWord,
    DocumentNeed,
    GiveawayForm,
    Insurer,
    RateTable,
    UnderwritingLimit,
    UnderwritingRule,
)
from zhangdian.aftercare.insurance.rating import TableKind
from zhangdian.aftercare.insurance.renewals.actions import DeskWordRow, load_desk_words
from zhangdian.aftercare.insurance.tables.actions import (
    LimitRow,
    RuleRow,
    TableRow,
    load_rules,
    load_tables,
)
from zhangdian.aftercare.insurance.underwriting import RuleKind
from zhangdian.doors.simulation import history
from zhangdian.doors.simulation.history import PastCar
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.people.customers.actions import register_customer, register_vehicle
from zhangdian.people.customers.models import Customer, Vehicle, VehicleModel
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.practice import MARK
from zhangdian.people.organization.practising.actions import note_practice_furnished
from zhangdian.people.organization.roles import Role

CARS = 12
"""Enough for a morning's practice; who needs more enters them, which is practice too."""


def furnish(store: Store) -> None:
    """In acts of the clock, each harmless when done twice; the last one opens the door."""
    real = Context(store.practises_id or 0, kind=ActorKind.CLOCK)
    here = Context(store.pk, kind=ActorKind.CLOCK)
    load_insurers(here, rows=list(insurers_of(real)))
    load_tables(here, rows=list(tables_of(real)))
    load_rules(here, rules=list(rules_of(real)), limits=list(limits_of(real)))
    load_desk_words(here, rows=list(words_of(real)))
    there = set(DocumentNeed.objects.of(here).values_list("name", flat=True))
    if needs := [row for row in needs_of(real) if row.name not in there]:
        load_document_needs(here, rows=needs)
    there = set(GiveawayForm.objects.of(here).values_list("name", flat=True))
    if forms := [row for row in forms_of(real) if row.name not in there]:
        load_giveaway_forms(here, rows=forms)
    invent_cars(here)
    note_practice_furnished(real)


# As the real store has it ----------------------------------------------------------------------------


def insurers_of(ctx: Context) -> Iterator[InsurerRow]:
    """With the approval that is in force today."""
    for each in Insurer.objects.of(ctx).for_acts():
        approval = each.approval_on(ctx.today)
        yield InsurerRow(
            code=each.code,
            name=each.name,
            short_name=each.short_name,
            branch=each.branch,
            report_phone=each.report_phone,
            partner=each.partner,
            issues_by=each.issues_by,
            remark=each.remark,
            approved_from=approval.since if approval else None,
            approved_until=approval.until if approval else None,
        )


def tables_of(ctx: Context) -> Iterator[TableRow]:
    """Every edition, for a quote may be of any day."""
    for table in RateTable.objects.of(ctx).select_related("insurer").prefetch_related("rows"):
        for row in table.rows.all():
            yield TableRow(
                kind=TableKind(table.kind),
                edition=table.edition,
                since=table.since,
                line=row.as_line(),
                region=table.region,
                insurer=table.insurer.code if table.insurer else "",
                source=table.source,
                example=table.example,
            )


def rules_of(ctx: Context) -> Iterator[RuleRow]:
    for each in UnderwritingRule.objects.of(ctx).in_force(ctx.today).select_related("insurer"):
        yield RuleRow(
            code=each.code,
            kind=RuleKind(each.kind),
            value=each.value,
            name=each.name,
            since=each.since,
            product=each.product,
            source=each.source,
            example=each.example,
            insurer=each.insurer.code if each.insurer else "",
        )


def limits_of(ctx: Context) -> Iterator[LimitRow]:
    """Of each post the newest that has begun."""
    rows = UnderwritingLimit.objects.of(ctx).filter(since__lte=ctx.today).order_by("since", "pk")
    for each in {row.role: row for row in rows}.values():
        yield LimitRow(Role(each.role), each.premium_max, each.uses, each.special)


def words_of(ctx: Context) -> Iterator[DeskWordRow]:
    for each in DeskWord.objects.of(ctx).filter(ended_on=None):
        kind = DeskWord.Kind(each.kind)
        yield DeskWordRow(kind, each.name, each.text, each.group, each.order, each.silences)


def needs_of(ctx: Context) -> Iterator[NeedRow]:
    rows: Any = DocumentNeed.objects.of(ctx).on(ctx.today).filter(asked=True)
    for each in rows:
        yield NeedRow(
            each.name, each.order, each.line, each.keeper, each.desk, each.drive,
            each.identity, each.source, each.example,
        )  # fmt: skip


def forms_of(ctx: Context) -> Iterator[FormRow]:
    rows: Any = GiveawayForm.objects.of(ctx).on(ctx.today)
    for each in rows:
        yield FormRow(each.name, each.allowed, each.most, each.share, each.source, each.example)


# Invented --------------------------------------------------------------------------------------------


def invent_cars(ctx: Context) -> None:
    """Cars and owners from the seed of the store; each name says that it is practice."""
    known = set(Vehicle.objects.of(ctx).values_list("vin", flat=True))
    models = {each.code: each for each in VehicleModel.objects.of(ctx)}
    for number, car in enumerate(history.cars(f"practice:{ctx.store_id}", history.SAMPLED, CARS, ctx.today)):
        if car.vin not in known:
            register_vehicle(
                ctx,
                plate=car.plate,
                vin=car.vin,
                owner=owner_of(ctx, car, number),
                model=models.get(car.model),
                model_words="" if car.model in models else car.model,
                colour=car.colour,
                sold_on=car.sold_on,
            )


def owner_of(ctx: Context, car: PastCar, number: int) -> Customer:
    kind = Customer.Kind.COMPANY if car.company else Customer.Kind.PERSON
    made: Customer = register_customer(
        ctx,
        kind=kind,
        name=f"{car.owner}{MARK}",
        phone=car.phone,
        token=f"practice:{ctx.store_id}:owner:{number}",
    ).subject
    return made
