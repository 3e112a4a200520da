"""What the signer is asked who says no."""

from zhangdian.foundation.kernel import actions
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.frontline.service.fields import PressField

REASONS = ("理由不够", "金额太高", "先和客户谈", "先补材料", "不合规定", "当面说")


@form_for(actions.refuse_request)
class RefuseRequestForm(ActionForm):
    """Two taps: no, and why; the asker reads the reason."""

    verb = "不同意"
    part = "service/_act_press.html"
    reason = PressField(label="为什么不同意", choices=[(one, one) for one in REASONS])
