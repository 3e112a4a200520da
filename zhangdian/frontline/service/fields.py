"""Fields with which the workshop asks: a tap that chooses and sends at once, a person, a place, a reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.fields import ChipsWidget, half

MOMENT = "%Y-%m-%dT%H:%M"


def chips(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class PressWidget(forms.RadioSelect):
    """One of a few as big buttons; each sends the form. What was chosen stays while a question is asked."""

    template_name = "service/widgets/press.html"
    bare = True

    class Media:
        css: ClassVar = {"all": ["service/workshop.css"]}

    def __init__(self, attrs: dict[str, Any] | None = None, primary: str = "") -> None:
        self.primary = primary
        super().__init__(attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, value, attrs)
        made["widget"] |= {"chosen": value or "", "primary": self.primary}
        return made


class PressField(forms.ChoiceField):
    """The last tap of a form: the reason, the level, the result."""

    widget = PressWidget


class PeopleWidget(PressWidget):
    """Names by free minutes; a tap on a name sends."""

    template_name = "service/widgets/people.html"
    hands: Sequence[tuple[Any, bool]] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, value, attrs)
        made["widget"]["hands"] = self.hands
        return made


class PeopleField(forms.TypedChoiceField):
    """To whom; the rows come with who is free when and where."""

    widget: Any = PeopleWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"coerce": int, "empty_value": None, **kwargs})

    def show(self, hands: Sequence[tuple[Any, bool]]) -> None:
        """The fitting first; who does not fit is named without a button."""
        self.choices = [(free.person.pk, free.person.name) for free, _ in hands]
        self.widget.hands = hands


class GridWidget(PressWidget):
    """The places of the yard as they lie; a tap on a free one sends."""

    template_name = "service/widgets/grid.html"
    places: Sequence[str] = ()
    taken: Mapping[str, str] = {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, value, attrs)
        made["widget"]["cells"] = [(place, self.taken.get(place, "")) for place in self.places]
        return made


class GridField(forms.CharField):
    """Where the finished car stands."""

    widget: Any = GridWidget

    def show(self, places: Sequence[str], taken: Mapping[str, str]) -> None:
        self.widget.places, self.widget.taken = places, taken


class WordsWidget(ChipsWidget):
    """Chips that say it, and a line for one's own words beside."""

    template_name = "service/widgets/words.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        chip, own = data.get(name), data.get(f"{name}-own")
        return "，".join(one.strip() for one in (chip, own) if one and one.strip())

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        known = [str(key) for key, _ in self.choices]
        said = str(value or "")
        chip = next((one for one in known if said == one or said.startswith(f"{one}，")), "")
        own = said[len(chip) :].lstrip("，") if chip else said
        made = super().get_context(name, chip, attrs)
        made["widget"] |= {"own": own, "says": self.attrs.get("placeholder", "或者说一句")}
        return made


class WordsField(forms.CharField):
    """A reason or a description: one tap is enough."""

    widget: Any = WordsWidget

    def __init__(self, *, words: Sequence[str], most: int = 200, **kwargs: Any) -> None:
        super().__init__(**{"max_length": most, **kwargs})
        self.widget.choices = chips(words)


class NearWidget(ChipsWidget):
    """Near hours as chips, any other in a field beside."""

    template_name = "service/widgets/near.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(f"{name}-other") or data.get(name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        said = f"{clock.local(value):{MOMENT}}" if isinstance(value, datetime) else str(value or "")
        known = [str(key) for key, _ in self.choices]
        made = super().get_context(name, said if said in known else "", attrs)
        made["widget"]["other"] = "" if said in known else said
        return made


class NearField(forms.DateTimeField):
    """An hour that is mostly one of the next ones."""

    widget: Any = NearWidget

    def show(self, now: datetime, steps: Sequence[int], until: int = 19) -> None:
        """So many minutes from the last full ten, as long as the store is open."""
        local = clock.local(now)
        base = local - timedelta(
            minutes=local.minute % 10, seconds=local.second, microseconds=local.microsecond
        )
        hours = [base + timedelta(minutes=step) for step in steps]
        self.widget.choices = [
            (f"{at:{MOMENT}}", f"{at:%H:%M}" if at.date() == local.date() else f"{at:%m-%d %H:%M}")
            for at in hours
            if at.hour < until
        ]

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, str):
            value = half(value)
        found: datetime | None = super().to_python(value)
        return found
