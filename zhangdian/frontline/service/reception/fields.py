"""What reception asks in its own way: fuel by eighths, belongings by chips, four corners of the car."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from zhangdian.foundation.ui import fields
from zhangdian.frontline.service.receiving import NOTHING_OF_VALUE

BELONGINGS = (NOTHING_OF_VALUE, "儿童座椅", "电子产品", "现金证件", "其他")
EIGHTHS = [(str(n), f"{n}/8") for n in range(9)]


class FuelWidget(forms.RadioSelect):
    """Eight segments to tap, as on the gauge."""

    template_name = "service/widgets/fuel.html"

    class Media:
        css = {"all": ("service/front.css",)}

    bare = True


class CornersWidget(fields.PhotoWidget):
    """Four slots, filled one by one while walking around the car."""

    template_name = "service/widgets/corners.html"

    class Media:
        css = {"all": ("service/front.css",)}

    many = True


class SeatWidget(fields.PhotoWidget):
    """One big photo: covers, mileage, fuel, warning lamps at once."""

    template_name = "service/widgets/seat.html"

    class Media:
        css = {"all": ("service/front.css",)}


class BelongingsWidget(forms.CheckboxSelectMultiple):
    """Chips, the first pressed already; other things in words."""

    template_name = "service/widgets/belongings.html"

    class Media:
        css = {"all": ("service/front.css",)}

    bare = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        if isinstance(data, MultiValueDict):
            return [str(one) for one in data.getlist(name)]
        found = data.get(name) or []
        return [found] if isinstance(found, str) else list(found)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        said = [one for one in value or () if one not in BELONGINGS]
        made = super().get_context(name, value, attrs)
        made["widget"] |= {"words": "、".join(said)}
        return made


class BelongingsField(forms.Field):
    """What stays in the car, as one line of words; nothing of value by default."""

    widget: Any = BelongingsWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "initial": [NOTHING_OF_VALUE], **kwargs})
        self.widget.choices = [(one, one) for one in BELONGINGS]

    def to_python(self, value: Any) -> str:
        given = [" ".join(str(one).split())[:60] for one in value or ()][:12]
        kept = [one for one in dict.fromkeys(given) if one and one not in (NOTHING_OF_VALUE, "其他")]
        return "、".join(kept)[:200] or NOTHING_OF_VALUE
