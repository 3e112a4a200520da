"""Fields that forms of the room share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zhangdian.resources.parts.models import Part
from zhangdian.resources.parts.queries import plain_number


class PartNumberField(forms.CharField):
    """A part number as it is scanned or typed; comes out as the part's key."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, **kwargs})

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return typed
        key = Part.objects.filter(part_no_plain=plain_number(typed)).values_list("pk", flat=True).first()
        if key is None:
            raise ValidationError(f"目录里没有 {typed}")
        return key
