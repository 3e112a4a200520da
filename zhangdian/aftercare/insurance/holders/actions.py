"""The holder of a policy is opened with a reason, for ten minutes, and each look is journaled (NBI-12)."""

from zhangdian.aftercare.insurance import looking, own
from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.posts import READERS
from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Refusal


def needs_to_look(ctx: Act, policy: Policy, *, why: str) -> Signatures | None:
    """After so many looks a day a manager signs for each."""
    return looking.beyond_a_day(ctx, f"{policy} 的投保人", why)


@action("查看投保人", by=READERS, gates=[own.policy_is_his], needs=needs_to_look)
def open_holder(ctx: Act, policy: Policy, *, why: str) -> None:
    """With a reason, journaled; telephone and identity number stand open for ten minutes to who asked."""
    if policy.holder is None:
        raise Refusal("这张保单没有投保人：车主还没有登记，请先补充车辆资料")
    looking.refuse_look(policy.holder, why)
