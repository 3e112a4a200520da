"""The room of the page shell."""

from django import forms
from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "zhangdian.foundation.ui"
    label = "ui"
    verbose_name = "页面"

    def ready(self) -> None:
        """Django's own words for what is wrong in a field become the house's."""
        forms.Field.default_error_messages |= {"required": "还没填"}
        forms.ChoiceField.default_error_messages |= {
            "required": "还没选",
            "invalid_choice": "这里没有「%(value)s」",
        }
        forms.MultipleChoiceField.default_error_messages |= {"invalid_choice": "这里没有「%(value)s」"}
        forms.IntegerField.default_error_messages |= {"invalid": "请写整数"}
        forms.DecimalField.default_error_messages |= {"invalid": "请写数字"}
        forms.DateField.default_error_messages |= {"invalid": "请写日期，像 2026-11-23"}
        forms.TimeField.default_error_messages |= {"invalid": "请写时间，像 11:10"}
