"""What a new price asks."""

from collections.abc import Mapping
from typing import Any

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import DayField, MoneyField
from zhangdian.resources.parts.cataloguing import actions


@form_for(actions.set_price)
class SetPriceForm(ActionForm):
    """From when, and the three prices."""

    since = DayField(label="从")
    retail = MoneyField(label="零售价(含税)", places=6, digits=14)
    dealer = MoneyField(label="经销商价(不含税)", places=6, digits=14)
    warranty = MoneyField(label="索赔价", places=6, digits=14)

    def known(self) -> Mapping[str, Any]:
        return {"since": self.ctx.today}
