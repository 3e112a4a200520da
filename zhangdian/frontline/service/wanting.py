"""How lines are asked for: a code, with the sentence or the advice that it answers."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from zhangdian.frontline.service.lines import Wanted

_WANTED = re.compile(r"([A-Za-z0-9-]{1,10})(?:\.c(\d{1,18}))?(?:\.a(\d{1,18}))?")


def wanted_text(code: str, *, concern: int | None = None, advice: int | None = None) -> str:
    """B001.c12: the operation B001 for the sentence 12."""
    return f"{code}{f'.c{concern}' if concern else ''}{f'.a{advice}' if advice else ''}"


class WantedWidget(forms.Widget):
    """Values of buttons and chips that the page draws itself."""

    template_name = "service/widgets/wanted.html"

    class Media:
        css = {"all": ("service/front.css",)}

    bare = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        if isinstance(data, MultiValueDict):
            return [str(one) for one in data.getlist(name) if one]
        found = data.get(name) or []
        return [found] if isinstance(found, str) else list(found)


class WantedField(forms.Field):
    """Operations to put on an order, as a list of Wanted."""

    widget = WantedWidget
    default_error_messages = {"required": "请选一个项目", "invalid": "看不懂要加哪一项，请重新选"}
    most = 40

    def to_python(self, value: Any) -> list[Wanted]:
        made = []
        for one in (value or ())[: self.most]:
            found = _WANTED.fullmatch(str(one))
            if found is None:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            code, concern, advice = found.groups()
            made.append(
                Wanted(
                    code,
                    concern_id=int(concern) if concern else None,
                    advice_id=int(advice) if advice else None,
                )
            )
        return made
