"""What must hold before a policy is entered."""

from typing import Any

from zhangdian.aftercare.insurance.taught import ISSUING
from zhangdian.foundation.kernel.gates import gate
from zhangdian.foundation.kernel.models import Weight
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.resources.training import asked

REASONS = ("有证的人在旁边看着", "证书刚到期，已约重考", "新人，经理让先做")


@gate("登记保单的人有有效的出单证书", weight=Weight.WATCH, chips=REASONS)
def issuing_is_learnt(ctx: Any, record: Any) -> Missing | None:
    """A store that has no course on it asks nothing; else it is noted, asked or refused as it weighs it."""
    return asked.lacking(ctx, ISSUING.name)
