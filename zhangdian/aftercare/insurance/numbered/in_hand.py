"""Numbered documents in somebody's hands: before he leaves another takes each of them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from zhangdian.aftercare.insurance import numbering
from zhangdian.aftercare.insurance.models import NumberedForm
from zhangdian.aftercare.insurance.posts import COLLECTORS
from zhangdian.foundation.kernel.action import Act
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person


def told(form: NumberedForm) -> Row:
    return Row(form.pk, str(form), reverse("insurance:numberedform", args=[form.pk]))


def hand_forms(ctx: Act, forms: Sequence[Any], to: Person) -> None:
    numbering.hand(ctx, forms, to, "交接")


def join() -> None:
    belonging(
        Belonging(
            "insurance.numbered_forms",
            "在手的保险单证",
            "份",
            numbering.held_by,
            told,
            COLLECTORS,
            hand_forms,
            held=("insurance.numberedform", "holder_id"),
        )
    )
