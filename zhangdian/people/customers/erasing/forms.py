"""What a request to be forgotten asks."""

from collections.abc import Mapping
from typing import Any

from zhangdian.foundation.ui.acting import form_for
from zhangdian.foundation.ui.fields import ChipsField, DayField
from zhangdian.people.customers.erasing import actions
from zhangdian.people.customers.forms import RoomForm


@form_for(actions.ask_for_erasure)
class AskForErasureForm(RoomForm):
    verb = "提交，请人签字"
    asker = ChipsField(label="谁提出", choices=actions.Asker.choices)
    proof = ChipsField(label="身份怎么核对的", choices=actions.Proof.choices)
    asked_on = DayField(label="哪天提出")

    def known(self) -> Mapping[str, Any]:
        return {"asker": actions.Asker.HIMSELF, "asked_on": self.ctx.today}


@form_for(actions.use_again)
class UseAgainForm(RoomForm):
    verb = "恢复使用"
    asker = ChipsField(label="谁提出", choices=actions.Asker.choices)
    proof = ChipsField(label="身份怎么核对的", choices=actions.Proof.choices)
