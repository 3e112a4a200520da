"""Dossiers that somebody has to complete: a colleague takes them over; and the day on which each is due."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.aftercare.insurance.models import Dossier, Policy
from zhangdian.aftercare.insurance.posts import COLLECTORS
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.dates import RecordDate, record_date
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person

DUE = "insurance.dossier.due_on"


def lacking_of(ctx: Any, person: Person) -> Any:
    rows = Dossier.objects.of(ctx).standing().filter(owner=person, state=Dossier.State.OPEN)
    return rows.select_related("policy__vehicle")


def told(dossier: Dossier) -> Row:
    title = f"{dossier.policy.vehicle} {dossier.policy} 缺{dossier.missing}"
    return Row(dossier.pk, title[:120], reverse("insurance:dossier", args=[dossier.pk]))


def hand_dossiers(ctx: Act, dossiers: Sequence[Any], to: Person) -> None:
    for each in dossiers:
        each.owner = to
    Dossier.objects.change_many(dossiers, ["owner"])


def followed(ctx: Any, keys: Iterable[int]) -> dict[int, int]:
    """Nothing is missing any more: the act that brought the last paper proves it."""
    rows = Dossier.objects.of(ctx).filter(pk__in=list(keys), whole_by__isnull=False)
    return dict(rows.values_list("pk", "whole_by"))


def join() -> None:
    gone = Q(policy__state__in=[Policy.State.VOID, Policy.State.CANCELLED])
    record_date(
        RecordDate(
            DUE, "投保资料收齐期限", counts=~gone, stands=Q(state=Dossier.State.OPEN),
            reads=("policy__vehicle",), followed=followed,
        )
    )  # fmt: skip
    belonging(
        Belonging(
            "insurance.dossiers",
            "没收齐的投保资料",
            "份",
            lacking_of,
            told,
            COLLECTORS,
            hand_dossiers,
            held=("insurance.dossier", "owner_id"),
        )
    )
