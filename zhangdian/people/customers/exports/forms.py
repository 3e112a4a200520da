"""What an export of personal data asks."""

from django import forms

from zhangdian.foundation.ui.acting import form_for
from zhangdian.foundation.ui.fields import SwitchField
from zhangdian.people.customers.exports import actions
from zhangdian.people.customers.forms import RoomForm, advisor


@form_for(actions.export_customers)
class ExportCustomersForm(RoomForm):
    verb = "申请导出"
    why = forms.CharField(label="用途", max_length=200, help_text="签字人会看到；文件上印您的姓名和时间")
    advisor = advisor()
    with_identity = SwitchField(label="含身份证号")
