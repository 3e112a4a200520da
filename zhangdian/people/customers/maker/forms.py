"""What the actions on the maker's cars and campaigns ask."""

from django import forms

from zhangdian.foundation.ui.acting import form_for
from zhangdian.foundation.ui.fields import ChipsField, CountField, DayField, SegField, SwitchField
from zhangdian.people.customers.forms import RoomForm, words
from zhangdian.people.customers.maker import actions
from zhangdian.people.customers.models import Energy, Recall


@form_for(actions.add_model)
class AddModelForm(RoomForm):
    verb = "登记"
    code = words("车型代码", 20, required=True)
    series = words("车系", 30, required=True)
    variant = words("款型", 60, required=True)
    energy = SegField(label="能源", choices=Energy.choices)
    power = words("动力", 30)
    gearbox = words("变速箱", 20)
    drive = words("驱动", 10)
    seats = CountField(label="座位", unit="座", max_value=60, initial=5)
    from_year = CountField(label="起产年", unit="年", required=False, min_value=1950, max_value=2100)
    to_year = CountField(label="停产年", unit="年", required=False, min_value=1950, max_value=2100)


@form_for(actions.record_recall)
class RecordRecallForm(RoomForm):
    verb = "登记并找出车辆"
    campaign_no = words("活动号", 30, required=True)
    name = words("名称", 80, required=True)
    kind = SegField(label="类别", choices=Recall.Kind.choices)
    model_codes = words("车型代码", 300, help_text="用空格隔开；有车架号清单的可空着")
    from_year = CountField(label="自年款", unit="年", required=False, min_value=1950, max_value=2100)
    to_year = CountField(label="至年款", unit="年", required=False, min_value=1950, max_value=2100)
    vins = words("车架号清单", 200_000, widget=forms.Textarea, help_text="一行一个")
    operation_code = words("作业代码", 20)
    minutes = CountField(label="工时", unit="分", required=False, max_value=6000)
    stop_sale = SwitchField(label="停售、停交")
    remark = words("备注", 200)

    def clean_model_codes(self) -> list[str]:
        return str(self.cleaned_data["model_codes"]).replace(",", " ").replace("，", " ").split()

    def clean_vins(self) -> list[str]:
        return str(self.cleaned_data["vins"]).split()


@form_for(actions.tell_recall)
class TellRecallForm(RoomForm):
    verb = "已告知"
    how = ChipsField(label="怎么告知的", choices=[(t, t) for t in ("电话", "当面", "短信", "信函")])


@form_for(actions.miss_recall)
class MissRecallForm(RoomForm):
    how = ChipsField(label="怎么找的", choices=[(t, t) for t in ("三次未接", "空号", "停机", "信函退回")])


@form_for(actions.refuse_recall)
class RefuseRecallForm(RoomForm):
    words = words("客户的原话", 200, required=True)


@form_for(actions.finish_recall)
class FinishRecallForm(RoomForm):
    verb = "已完成"
    done_on = DayField(label="哪天做的")
    paper = words("在哪里做的，凭什么单据", 200, required=True)
