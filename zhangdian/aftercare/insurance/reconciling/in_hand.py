"""Policies that somebody has to register: due on their day, and handed over with his desk."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.aftercare.insurance.models import UnregisteredPolicy
from zhangdian.aftercare.insurance.posts import QUOTERS
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.dates import RecordDate, record_date
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person


def tasks_of(ctx: Any, person: Person) -> Any:
    rows = UnregisteredPolicy.objects.of(ctx).filter(state=UnregisteredPolicy.State.OPEN, owner=person)
    return rows.select_related("insurer")


def told(task: UnregisteredPolicy) -> Row:
    return Row(task.pk, str(task), reverse("insurance:unregisteredpolicy", args=[task.pk]))


def hand_tasks(ctx: Act, tasks: Sequence[Any], to: Person) -> None:
    for each in tasks:
        each.owner = to
    UnregisteredPolicy.objects.change_many(tasks, ["owner"])


def join() -> None:
    record_date(
        RecordDate(
            "insurance.unregisteredpolicy.due_on",
            "清单里有的保单登记期限",
            stands=Q(state=UnregisteredPolicy.State.OPEN),
            reads=("insurer",),
        )
    )
    belonging(
        Belonging(
            "insurance.unregistered",
            "待补登的保单",
            "张",
            tasks_of,
            told,
            QUOTERS,
            hand_tasks,
            held=("insurance.unregisteredpolicy", "owner_id"),
        )
    )
