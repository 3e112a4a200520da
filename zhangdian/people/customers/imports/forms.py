"""What the actions of an import ask: which column means what."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ColumnsField, SegField
from zhangdian.people.customers.imports import actions, files
from zhangdian.people.customers.imports.actions import Chosen
from zhangdian.people.customers.ledger_columns import LABELS


@form_for(actions.choose_columns)
class ChooseColumnsForm(ActionForm):
    verb = "用这些列"
    sheet = forms.CharField(label="工作表", max_length=100, required=False)
    columns = ColumnsField(LABELS, makes=Chosen, label="哪一列是什么")
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
