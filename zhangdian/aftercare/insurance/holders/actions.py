"""The holder of a policy is opened with a reason, for ten minutes, and each look is journaled (NBI-12)."""

from typing import Any

from zhangdian.aftercare.insurance import looking, own
from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.posts import READERS
from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing, Refusal


@stops("销售顾问、服务顾问只看自己客户的", fixed=True)
def customer_is_his(ctx: Any, policy: Policy) -> Missing | None:
    return own.lacking(ctx, policy.vehicle)


def needs_to_look(ctx: Act, policy: Policy, *, why: str) -> Signatures | None:
    """After so many looks a day a manager signs for each."""
    return looking.beyond_a_day(ctx, f"{policy} 的投保人", why)


@action("查看投保人", by=READERS, gates=[customer_is_his], needs=needs_to_look)
def open_holder(ctx: Act, policy: Policy, *, why: str) -> None:
    """With a reason, journaled; telephone and identity number stand open for ten minutes to who asked."""
    if policy.holder is None:
        raise Refusal("这张保单没有投保人：车主还没有登记，请先补充车辆资料")
    looking.refuse_look(policy.holder, why)
