"""What the actions of an import ask: which column means what."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import SegField
from zhangdian.people.customers.imports import actions, files
from zhangdian.people.customers.imports.actions import Chosen
from zhangdian.people.customers.ledger_columns import FIELDS

NONE = "-1"
PREFIX = "column-"


class ColumnsWidget(forms.Widget):
    """One choice per field: the headings of the ledger."""

    template_name = "customers/widgets/columns.html"
    bare = True
    use_fieldset = True
    headings: tuple[str, ...] = ()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return {field.key: data.get(f"{PREFIX}{field.key}", NONE) for field in FIELDS}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, None, attrs)
        chosen = {key: str(column) for key, column in (value or {}).items()}
        options = [(NONE, "—"), *((str(at), text) for at, text in enumerate(self.headings) if text)]
        made["widget"]["fields"] = [
            (f"{PREFIX}{field.key}", field.label, chosen.get(field.key, NONE), options) for field in FIELDS
        ]
        return made


class ColumnsField(forms.Field):
    """Field → column, as a list of `Chosen`."""

    widget: Any = ColumnsWidget
    default_error_messages = {"invalid": "列选错了：请重新选"}

    def clean(self, value: Any) -> list[Chosen]:
        chosen = []
        for key, raw in (value or {}).items():
            if not str(raw).removeprefix("-").isascii() or not str(raw).removeprefix("-").isdigit():
                raise forms.ValidationError(self.error_messages["invalid"])
            if 0 <= int(raw) < len(self.widget.headings):
                chosen.append(Chosen(key, int(raw)))
        return chosen


@form_for(actions.choose_columns)
class ChooseColumnsForm(ActionForm):
    verb = "用这些列"
    sheet = forms.CharField(label="工作表", max_length=100, required=False)
    columns = ColumnsField(label="哪一列是什么")
    overwrite = SegField(
        label="已有档案",
        choices=[("", "只补空白"), ("1", "以文件为准")],
        required=False,
        initial="",
        help_text="车牌、车架号、证件号从不覆盖",
    )

    def known(self) -> Mapping[str, Any]:
        run = self.subject
        sheet = files.sheet_of(run.file, run.sheet)
        return {
            "sheet": sheet.name,
            "columns": dict(files.columns_of(run.columns_text)),
            "overwrite": "1" if run.overwrite else "",
        }

    def arrange(self) -> None:
        sheets = files.sheets_of(self.subject.file)
        name = self.data.get("sheet") or self.subject.sheet
        self.fields["columns"].widget.headings = tuple(files.sheet_of(self.subject.file, name).headings)
        self.fields["sheet"] = forms.ChoiceField(
            label="工作表", choices=[(one.name, one.name) for one in sheets], required=len(sheets) > 1
        )
        if len(sheets) == 1:
            self.fields["sheet"].widget = forms.HiddenInput()

    def clean_overwrite(self) -> bool:
        return bool(self.cleaned_data["overwrite"])


@form_for(actions.undo_import)
class UndoImportForm(ActionForm):
    verb = "撤销这次导入"
    reason = forms.CharField(label="为什么撤销", max_length=100, help_text="导入后有人办过业务的档案会保留")
