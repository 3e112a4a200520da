"""What the acts of people on messages ask."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField
from zhangdian.people.messaging import actions, occasions


class Reason(forms.CharField):
    """Why somebody decides so."""

    def __init__(self, label: str = "原因", **kwargs: Any) -> None:
        super().__init__(**{"label": label, "max_length": 200, **kwargs})


@form_for(actions.resend_message)
class ResendForm(ActionForm):
    """Sent again, knowing what may happen."""

    verb = "重发"
    says = "去向不明的消息重发，客户可能收到两条：先问一问，或看看网关的记录。"
    reason = Reason()


@form_for(actions.confirm_delivered)
class ConfirmDeliveredForm(ActionForm):
    """It arrived: how one knows."""

    verb = "确认已达"
    reason = Reason("怎么知道收到了")


@form_for(actions.withdraw_message)
class WithdrawForm(ActionForm):
    """It is not sent, or not tried any more."""

    verb = "撤下不发"
    reason = Reason()


@form_for(actions.set_wording)
class SetWordingForm(ActionForm):
    """The store's own words for one occasion."""

    verb = "今天起用这个模板"
    says = "花括号里的由系统填。短信正文和签名要与在网关报备的一致，填上报备得到的模板编号才发得出去。"
    occasion = ChipsField(label="场合")
    text = forms.CharField(label="正文", max_length=400, widget=forms.Textarea(attrs={"rows": 4}))
    signature = forms.CharField(label="短信签名", max_length=20, required=False)
    aliyun_code = forms.CharField(label="阿里云模板", max_length=30, required=False)
    tencent_code = forms.CharField(label="腾讯云模板", max_length=30, required=False)

    def arrange(self) -> None:
        """The occasion that was pressed on comes with the words that hold today."""
        field: Any = self.fields["occasion"]
        field.choices = [(each.key, each.label) for each in occasions.OCCASIONS.values()]
        which = occasions.OCCASIONS.get(str(self.initial.get("occasion", "")))
        if which is not None:
            self.initial = {**self.held(which), **self.initial}

    def held(self, which: occasions.Occasion) -> Mapping[str, Any]:
        wording = occasions.wording_of(self.ctx, which)
        if wording is None:
            return {"text": occasions.for_people(which.text)}
        names = ("text", "signature", "aliyun_code", "tencent_code")
        said = {name: getattr(wording, name) for name in names}
        return said | {"text": occasions.for_people(wording.text)}
