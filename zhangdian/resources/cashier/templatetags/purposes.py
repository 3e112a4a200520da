"""What a bill or a requisition is for: a car as its plate, anything else in words."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhangdian.foundation.ui import writing
from zhangdian.people.customers import plates

register = template.Library()


@register.filter
def purpose(text: Any, size: str = "") -> SafeString:
    """{{ requisition.purpose_text|purpose }}, {{ …|purpose:"lg" }} once a page."""
    words = str(text or "")
    try:
        return writing.plate(plates.judge(words).text, size)
    except plates.PlateRefused:
        return format_html("<b>{}</b>", words)
