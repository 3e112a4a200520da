"""How the bay answers line by line, and how the advisor offers: words, price, a cheaper way."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zhangdian.frontline.service import lines
from zhangdian.frontline.service.models import OrderLine
from zhangdian.frontline.service.workbench import LineResult
from zhangdian.frontline.service.workshop.extra import Offered

RESULTS = ("已完成", "已调整", "故障未再现", "需再观察")
NO_TORQUE = "要填拧紧力矩"


class SelfCheckWidget(forms.Widget):
    """The open lines of a car, all good unless said otherwise; torque is typed where wheels were touched."""

    template_name = "service/widgets/self_check.html"
    bare = True
    use_fieldset = True
    work: "list[OrderLine]" = []
    typed: Mapping[str, str] = {}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.typed = {key: str(data[key]) for key in data if key.startswith(f"{name}-torque-")}
        found = []
        for line in self.work:
            if f"{name}-shown" in data and f"{name}-done-{line.pk}" not in data:
                continue
            torque = self.typed.get(f"{name}-torque-{line.pk}", "").strip()
            found.append((line, torque, str(data.get(f"{name}-result-{line.pk}") or RESULTS[0])))
        return found

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, None, attrs)
        typed = [(line, self.typed.get(f"{name}-torque-{line.pk}", "")) for line in self.work]
        made["widget"] |= {"lines": typed, "results": RESULTS}
        return made


class SelfCheckField(forms.Field):
    """What became of each line, as a list of LineResult."""

    widget: Any = SelfCheckWidget
    default_error_messages = {"required": "请勾选完工的项目"}

    def clean(self, value: Any) -> list[LineResult]:
        made, wrong = [], []
        for line, torque, result in value or ():
            if torque and not re.fullmatch(r"[0-9]{1,4}", torque):
                wrong.append(f"“{line.name}”的力矩请写整数 N·m")
            elif line.operation.needs_torque and not torque:
                wrong.append(f"“{line.name}”{NO_TORQUE}(N·m)")
            else:
                made.append(LineResult(line.pk, result[:200], int(torque) if torque else None))
        if wrong:
            raise ValidationError(wrong)
        if self.required and not made:
            raise ValidationError(self.error_messages["required"], code="required")
        return made


class OfferWidget(forms.Widget):
    """A row for each job: switch, photo, plain words, price, a cheaper way."""

    template_name = "service/widgets/offer.html"
    bare = True
    use_fieldset = True
    rows: "list[Offered]" = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        for row in self.rows:
            row.on = f"{name}-{row.key}" in data
            row.words = str(data.get(f"{name}-{row.key}-words", row.words))[:200]
            row.chosen_way = str(data.get(f"{name}-{row.key}-way", ""))
        return [row for row in self.rows if row.on]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, None, attrs)
        made["widget"]["rows"] = self.rows
        return made


class OfferField(forms.Field):
    """What is put to the customer, as a list of Wanted."""

    widget: Any = OfferWidget
    default_error_messages = {"required": "请至少打开一项"}

    def clean(self, value: Any) -> list[lines.Wanted]:
        if not value:
            raise ValidationError(self.error_messages["required"], code="required")
        return [self._wanted(row) for row in value]

    def _wanted(self, row: Offered) -> lines.Wanted:
        cheaper = None
        if row.chosen_way.isdigit() and int(row.chosen_way) < len(row.ways):
            cheaper = row.ways[int(row.chosen_way)].cheaper
        return lines.Wanted(
            row.quote.operation.code,
            row.payer,
            finding_id=row.finding.pk if row.finding else None,
            words=" ".join(row.words.split()),
            cheaper=cheaper,
        )


class LinesWidget(forms.CheckboxSelectMultiple):
    """Lines of an order as switches: the customer's yes or no to each."""

    template_name = "service/widgets/lines.html"
    bare = True


class LinesField(forms.TypedMultipleChoiceField):
    """Keys of lines."""

    widget: Any = LinesWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"coerce": int, "required": False, **kwargs})
