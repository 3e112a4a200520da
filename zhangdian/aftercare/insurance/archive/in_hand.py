"""Paper files that somebody has borrowed: he brings them back before his account closes."""

from typing import Any

from django.urls import reverse

from zhangdian.aftercare.insurance.models import Folder
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person


def borrowed_by(ctx: Any, person: Person) -> Any:
    rows = Folder.objects.of(ctx).filter(borrower=person, state__in=[Folder.State.LENT, Folder.State.GONE])
    return rows.select_related("vehicle")


def told(folder: Folder) -> Row:
    return Row(folder.pk, f"{folder} 放回 {folder.shelf}", reverse("insurance:folder", args=[folder.pk]))


def join() -> None:
    belonging(
        Belonging(
            "insurance.folders",
            "借出的保险档案",
            "份",
            borrowed_by,
            told,
            ends="请他还回架上，由保险专员按“归还档案”",
            held=("insurance.folder", "borrower_id"),
        )
    )
