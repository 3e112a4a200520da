"""A day and a half hour, with how full each is."""

from datetime import date, datetime, time
from typing import Any

from django import forms

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.fields import ChipsWidget


class SlotWidget(forms.MultiWidget):
    """The day above, its half hours under it as chips."""

    template_name = "service/widgets/slot.html"

    class Media:
        css = {"all": ("service/front.css",)}

    bare = True
    use_fieldset = True

    def __init__(self) -> None:
        day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__({"day": day, "hour": ChipsWidget()})

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, datetime):
            at = clock.local(value)
            return [at.date().isoformat(), f"{at:%H:%M}"]
        return [None, None]


class SlotField(forms.MultiValueField):
    """An instant in the store's zone, from a day and a half hour."""

    def __init__(self, **kwargs: Any) -> None:
        parts = (
            forms.DateField(error_messages={"required": "还没选哪一天"}),
            forms.CharField(max_length=5, error_messages={"required": "还没选几点"}),
        )
        super().__init__(parts, widget=SlotWidget(), require_all_fields=False, **kwargs)

    def offer(self, hours: list[tuple[str, str]]) -> None:
        """The half hours that may be pressed."""
        self.widget.widgets[1].choices = hours

    def compress(self, data_list: list[Any]) -> datetime | None:
        if len(data_list) != 2 or not isinstance(data_list[0], date) or not data_list[1]:
            return None
        try:
            hour = time.fromisoformat(str(data_list[1]))
        except ValueError as error:
            raise forms.ValidationError("请选几点") from error
        return clock.instant(data_list[0], hour)
