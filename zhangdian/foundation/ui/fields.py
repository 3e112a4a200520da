"""The fields of the house's forms: chips, switches, figures with a unit, plates, photos, signatures, rows."""

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from zhangdian.foundation.ui import marks
from zhangdian.foundation.ui.marks import Mark

Choices = Sequence[tuple[Any, str]] | Callable[[], Sequence[tuple[Any, str]]]


class Renderer(DjangoTemplates):
    """Draws every form with the one field template."""

    form_template_name = "ui/_form.html"
    field_template_name = "ui/_field.html"


def half(text: str) -> str:
    """What a Chinese keyboard types as full-width, in plain signs."""
    return unicodedata.normalize("NFKC", text)


# One of a few -------------------------------------------------------------------------------------


class AskingRadio(forms.RadioSelect):
    """One of a few, of which some ask the lines under it and the others do not."""

    with_lines: Collection[str] = ()

    def create_option(self, name: str, value: Any, *more: Any, **others: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().create_option(name, value, *more, **others)
        if self.with_lines:
            made["attrs"]["data-asks"] = "lines" if str(value) in self.with_lines else ""
        return made


class ChipsWidget(AskingRadio):
    """One of a few, as chips; one tap."""

    template_name = "ui/widgets/chips.html"
    bare = True


class ManyChipsWidget(forms.CheckboxSelectMultiple):
    """Any of a few, as chips."""

    template_name = "ui/widgets/chips.html"
    bare = True


class SegWidget(AskingRadio):
    """One of two to six, side by side; the default is pressed already."""

    template_name = "ui/widgets/seg.html"
    bare = True


class ChipsField(forms.ChoiceField):
    """A reason, a result: one chip."""

    widget = ChipsWidget


class ManyChipsField(forms.MultipleChoiceField):
    """Belongings, things returned: any chips."""

    widget = ManyChipsWidget


class SegField(forms.ChoiceField):
    """A default from last time that one tap changes."""

    widget = SegWidget


class SwitchWidget(forms.CheckboxInput):
    """On or off; the whole row is the target."""

    template_name = "ui/widgets/switch.html"
    bare = True


class SwitchField(forms.BooleanField):
    """Yes or no, no by default."""

    widget = SwitchWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})


# Figures ------------------------------------------------------------------------------------------


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MomentField(forms.DateTimeField):
    """A day and an hour, in the store's own time."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class FigureWidget(forms.TextInput):
    """A figure, typed on a number pad."""

    def __init__(self, attrs: dict[str, Any] | None = None, inputmode: str = "decimal") -> None:
        super().__init__({"inputmode": inputmode, "autocomplete": "off", "class": "num", **(attrs or {})})


class MeasureField(forms.DecimalField):
    """A measured figure with its unit: 110 N·m, 3.8 L, 0.8 h."""

    def __init__(self, *, unit: str, places: int = 2, digits: int = 12, **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(
            **{"widget": FigureWidget(), "decimal_places": places, "max_digits": digits, **kwargs}
        )

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"[\s,¥￥]", "", half(value)).replace("−", "-")
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class MoneyField(MeasureField):
    """An amount in yuan; commas and ¥ may be typed."""

    def __init__(self, *, unit: str = "元", places: int = 2, **kwargs: Any) -> None:
        super().__init__(unit=unit, places=places, **{"min_value": 0, **kwargs})


class CountField(forms.IntegerField):
    """A whole number with its unit: km, 件, 台."""

    def __init__(self, *, unit: str, **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(
            **{"widget": FigureWidget(inputmode="numeric"), "min_value": 0, "max_value": 2**31 - 1, **kwargs}
        )
        for limit in self.validators:
            if isinstance(limit, MinValueValidator):
                limit.message = f"至少 {self.min_value} {unit}：请核对"
            elif isinstance(limit, MaxValueValidator):
                limit.message = "数字太大：请核对"

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"[\s,]", "", half(value))
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class MinutesField(CountField):
    """A span of time in minutes."""

    def __init__(self, *, unit: str = "分", **kwargs: Any) -> None:
        super().__init__(unit=unit, **{"max_value": 60 * 24 * 90, **kwargs})


# Plates -------------------------------------------------------------------------------------------

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
_PLATE = re.compile(rf"[{PROVINCES}][A-HJ-NP-Z0-9][A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9警学挂港澳领使]")


class PlateWidget(forms.TextInput):
    """A plate, with a keypad of the signs that plates have."""

    template_name = "ui/widgets/plate.html"
    bare = True

    def __init__(self, attrs: dict[str, Any] | None = None, province: str = "") -> None:
        self.province = province
        super().__init__({"autocomplete": "off", "autocapitalize": "characters", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "provinces": PROVINCES, "province": self.province}


class PlateField(forms.CharField):
    """A whole plate; blanks, dots and small letters are forgiven."""

    widget = PlateWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 16, **kwargs})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return re.sub(r"[\s·•・.\-]", "", half(text or "")).upper()

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not _PLATE.fullmatch(value):
            raise ValidationError("不像车牌：省份简称、字母，再加 5 或 6 位(没有 I 和 O)")


# Photos and signatures ----------------------------------------------------------------------------

_KEY = re.compile(r"[0-9A-Za-z_-]{1,64}")


class PhotoWidget(forms.HiddenInput):
    """A camera button; photos go up by themselves, the form carries their numbers."""

    template_name = "ui/widgets/photo.html"
    input_type = "hidden"
    bare = True
    many = False
    kind = "photo"

    @property
    def is_hidden(self) -> bool:
        return False

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if isinstance(data, MultiValueDict):
            return [key for key in data.getlist(name) if key]
        found = data.get(name)
        return found if isinstance(found, list) else [found] if found else []

    def format_value(self, value: Any) -> Any:
        many = value if isinstance(value, list | tuple) else [value]
        return [str(one) for one in many if one not in (None, "")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, value, attrs)
        made["widget"] |= {"many": self.many, "kind": self.kind, "keys": self.format_value(value)}
        return made


class SignatureWidget(PhotoWidget):
    """A pad to sign on; what was signed goes up as a picture."""

    template_name = "ui/widgets/signature.html"
    kind = "signature"


class PhotoField(forms.Field):
    """A photo that was uploaded already: the number of its attachment, or a list of them."""

    widget: Any = PhotoWidget
    default_error_messages = {"invalid": "照片没传好，请重拍", "too_many": "只要一张", "required": "请先拍照"}

    def __init__(
        self, *, many: bool = False, most: int = 20, key: Callable[[str], Any] = int, **kwargs: Any
    ) -> None:
        self.many, self.most, self.key = many, most, key
        super().__init__(**kwargs)
        self.widget.many = many

    def to_python(self, value: Any) -> Any:
        given = value if isinstance(value, list | tuple) else [value] if value else []
        keys = []
        for one in given:
            text = str(one)
            if not _KEY.fullmatch(text):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            try:
                key = self.key(text)
            except ValueError as error:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from error
            if isinstance(key, int) and not 0 < key < 2**63:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            keys.append(key)
        if len(keys) > (self.most if self.many else 1):
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        return keys if self.many else (keys[0] if keys else None)


class SignatureField(PhotoField):
    """A signature given on this device."""

    widget = SignatureWidget
    default_error_messages = {"invalid": "签名没传好，请重签", "required": "请先签字"}


# Damage marks -------------------------------------------------------------------------------------


class DamageMarksWidget(forms.Widget):
    """The car's outline: tap a place, one mark; plainer without scripts: a line of words each."""

    template_name = "ui/widgets/marks.html"
    bare = True
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, known: Iterable[Mapping[str, Any]] = ()) -> None:
        self.known = list(known)
        """Marks from before: the fields of a Mark, and `says`, the remark beside."""
        super().__init__(attrs)

    def format_value(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        return json.dumps([vars(one) if isinstance(one, Mark) else one for one in value or ()])

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return data.get(name) or data.get(f"{name}-words") or ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, value, attrs)
        made["widget"] |= {
            "kinds": marks.KINDS,
            "zones": json.dumps(marks.ZONES, ensure_ascii=False, separators=(",", ":")),
            "known": json.dumps(self.known, ensure_ascii=False, default=vars),
            "places": sorted(marks.PLACES),
        }
        return made


class DamageMarksField(forms.Field):
    """New marks of damage, as a list of Mark."""

    widget: Any = DamageMarksWidget
    default_error_messages = {"invalid": "车身上的记号看不懂，请重新点"}
    most = 60

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def to_python(self, value: Any) -> list[Mark]:
        if not value:
            return []
        if isinstance(value, str):
            value = self._read(value)
        if not isinstance(value, list) or len(value) > self.most:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return [one if isinstance(one, Mark) else self._mark(one) for one in value]

    def _read(self, text: str) -> Any:
        """JSON of the outline, or lines of words: 左后门 划痕."""
        if text.lstrip().startswith("["):
            try:
                return json.loads(text)
            except (ValueError, RecursionError) as error:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        by_word = {word: kind for kind, word in marks.KINDS.items()}
        found = []
        for line in filter(None, map(str.strip, half(text).splitlines())):
            place, _, word = line.rpartition(" ")
            if place.strip() not in marks.PLACES or word not in by_word:
                raise ValidationError(f"「{line[:40]}」：请写部位、空格、{'、'.join(by_word)}")
            view, x, y = marks.PLACES[place.strip()]
            found.append(Mark(by_word[word], view, x, y))
        return found

    def _mark(self, one: Any) -> Mark:
        bad = ValidationError(self.error_messages["invalid"], code="invalid")
        if not isinstance(one, dict):
            raise bad
        kind, x, y, old = one.get("kind"), one.get("x"), one.get("y"), one.get("old", False)
        if (
            not isinstance(kind, str)
            or kind not in marks.KINDS
            or type(x) is not int
            or type(y) is not int
            or type(old) is not bool
        ):
            raise bad
        if not (0 <= x - marks.LEFT <= marks.WIDTH and 0 <= y - marks.TOP <= marks.HEIGHT):
            raise bad
        return Mark(kind, marks.view_at(y), x, y, old)


# Columns of a ledger ------------------------------------------------------------------------------


class ColumnsWidget(forms.Widget):
    """One choice for each thing that is wanted: the headings of the ledger."""

    template_name = "ui/widgets/columns.html"
    bare = True
    use_fieldset = True
    asked: Mapping[str, str] = {}
    headings: tuple[str, ...] = ()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return {key: data.get(f"column-{key}", NO_COLUMN) for key in self.asked}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, None, attrs)
        chosen = {key: str(column) for key, column in (value or {}).items()}
        options = [(NO_COLUMN, "—"), *((str(at), text) for at, text in enumerate(self.headings) if text)]
        made["widget"]["fields"] = [
            (f"column-{key}", label, chosen.get(key, NO_COLUMN), options) for key, label in self.asked.items()
        ]
        return made


NO_COLUMN = "-1"


class ColumnsField(forms.Field):
    """What is wanted → column of the ledger, as a list of what `makes` makes of key and place."""

    widget: Any = ColumnsWidget
    default_error_messages = {"invalid": "列选错了：请重新选"}

    def __init__(self, asked: Mapping[str, str], *, makes: Callable[[str, int], Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.makes = makes
        self.widget.asked = asked

    def clean(self, value: Any) -> list[Any]:
        chosen = []
        for key, raw in (value or {}).items():
            if not str(raw).removeprefix("-").isascii() or not str(raw).removeprefix("-").isdigit():
                raise ValidationError(self.error_messages["invalid"])
            if 0 <= int(raw) < len(self.widget.headings):
                chosen.append(self.makes(key, int(raw)))
        return chosen


# Rows ---------------------------------------------------------------------------------------------


class RowsWidget(forms.Widget):
    """Many lines of one small form, as a table; lines are added and taken out."""

    template_name = "ui/widgets/rows.html"
    bare = True
    use_fieldset = True
    line_form: type[forms.Form]
    spare = 1
    most = 200

    def _form(self, name: str, index: int | str, **kwargs: Any) -> forms.Form:
        return self.line_form(prefix=f"{name}-{index}", use_required_attribute=False, **kwargs)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if f"{name}-rows" not in data:
            found = data.get(name)
            return found if isinstance(found, list) else None
        wanted = {int(i) for i in re.findall(r"[0-9]{1,4}", str(data.get(f"{name}-rows"))[:2000])}
        return [self._form(name, i, data=data, files=files) for i in sorted(wanted)[: self.most]]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, None, attrs)
        lines = [
            one if isinstance(one, forms.Form) else self._form(name, i, initial=_as_initial(one))
            for i, one in enumerate(value or ())
        ]
        blank = [line for line in lines if line.is_bound and _is_blank(line)]
        for line in blank:
            line.empty_permitted = True  # nobody wrote in it, so nothing is missing in it
        first = 1 + max((int(str(line.prefix).rpartition("-")[2]) for line in lines), default=-1)
        lines += [self._form(name, first + i) for i in range(self.spare - len(blank))]
        made["widget"] |= {
            "lines": lines,
            "blank": self._form(name, "__row__"),
            "rows": " ".join(str(line.prefix).rpartition("-")[2] for line in lines),
            "most": self.most,
        }
        return made


class RowsField(forms.Field):
    """Lines of an estimate or a count, each a small form; comes out as a list of what `makes` makes."""

    widget: Any = RowsWidget
    default_error_messages = {"required": "至少写一行"}

    def __init__(
        self,
        line_form: type[forms.Form],
        *,
        makes: Callable[..., Any] = dict,
        spare: int = 1,
        most: int = 200,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.makes = makes
        """A frozen dataclass that takes the line's cleaned fields by name; a plain dict without it."""
        self.widget.line_form, self.widget.spare, self.widget.most = line_form, spare, most

    def clean(self, value: Any) -> list[Any]:
        made, wrong = [], []
        for number, line in enumerate(value or (), start=1):
            if not isinstance(line, forms.Form):
                line = self.widget.line_form(data=_as_initial(line), use_required_attribute=False)
            if _is_blank(line):
                line.empty_permitted = True
                line.full_clean()
                continue
            if line.is_valid():
                made.append(self.makes(**line.cleaned_data))
            else:
                wrong.append(f"第 {number} 行：{_first_words(line, line.errors)}")
        if wrong:
            raise ValidationError(wrong)
        if self.required and not made:
            raise ValidationError(self.error_messages["required"], code="required")
        return made

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


def _as_initial(one: Any) -> dict[str, Any]:
    return (
        dict(one) if isinstance(one, Mapping) else {name: getattr(one, name) for name in one.__annotations__}
    )


def _is_blank(line: forms.Form) -> bool:
    """A line in which nobody wrote anything; a choice that stands there by itself is not writing."""
    written = {n: f for n, f in line.fields.items() if not _stands_by_itself(f.widget)} or line.fields
    for name, one in written.items():
        given = one.widget.value_from_datadict(line.data, line.files, line.add_prefix(name))
        if given not in (None, "", [], False) and str(given) != str(one.initial):
            return False
    return True


def _stands_by_itself(widget: Any) -> bool:
    """A box, or a choice without an empty place: something is chosen before anybody chose."""
    if isinstance(widget, forms.CheckboxInput):
        return True
    return isinstance(widget, forms.widgets.ChoiceWidget) and all(str(key) for key, _ in widget.choices)


def _first_words(line: forms.Form, errors: ErrorDict) -> str:
    name, said = next(iter(errors.items()))
    label = line.fields[name].label if name in line.fields else ""
    return f"{label or ''} {said[0]}".strip()
