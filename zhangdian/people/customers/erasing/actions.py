"""What people do when a customer wants to be forgotten, and when he comes back."""

from datetime import date

from django.db import models

from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import consents, gates
from zhangdian.people.customers.erasing import forgetting, keeping
from zhangdian.people.customers.models import Consent, Customer
from zhangdian.people.organization.roles import MANAGERS, Role

HEARERS = (
    *MANAGERS,
    Role.FRONT_DESK_SUPERVISOR,
    Role.SERVICE_ADVISOR,
    Role.SHOWROOM_SUPERVISOR,
    Role.SALES_CONSULTANT,
    Role.AFTERSALES_CARE,
    Role.CUSTOMER_CARE,
    Role.INFORMATION_CONSULTANT,
)
"""Posts that sit with a customer and can look at his papers."""


class Asker(models.TextChoices):
    """Who asks; his name is not written down once more."""

    HIMSELF = "himself", "本人"
    GUARDIAN = "guardian", "监护人"
    AGENT = "agent", "受托人(有委托书)"
    RELATIVE = "relative", "已故客户的近亲属"


class Proof(models.TextChoices):
    """How we made sure that it is he."""

    IDENTITY_CARD = "card", "核对身份证原件"
    CALLED_BACK = "called", "回拨登记的电话"
    KNOWN_PAPERS = "papers", "核对行驶证和委托书"


def needs_for_erasure(
    ctx: Act, customer: Customer, *, asker: Asker, proof: Proof, asked_on: date
) -> Signatures | None:
    """The head of customer relations signs; what he asks for himself, the general manager."""
    role = Role.CUSTOMER_RELATIONS_MANAGER
    if role in ctx.roles:
        role = Role.GENERAL_MANAGER
    kept = "；".join(map(str, keeping.reasons(ctx, customer)))
    what = f"先限制使用（{kept}）" if kept else "现在就删除，不能恢复"
    stays = "、".join(each.short for each in keeping.left(ctx, customer))
    effect = f"删除 {customer.pk} 号客户档案的个人信息：{what}"
    return Signatures((role,), f"{effect[: 290 - len(stays)]}；系统删不掉：{stays}")


@action(
    "登记删除请求",
    by=HEARERS,
    gates=[gates.customer_stands, gates.customer_is_in_use],
    needs=needs_for_erasure,
)
def ask_for_erasure(ctx: Act, customer: Customer, *, asker: Asker, proof: Proof, asked_on: date) -> None:
    """His personal data goes at once; while something keeps it, it is only stored (PIPL §47)."""
    if asked_on > ctx.today:
        raise Refusal(f"提出日期 {asked_on:%Y-%m-%d} 还没到：请照实填写")
    ctx.notes["left"] = list(map(str, keeping.left(ctx, customer)))
    if kept := keeping.reasons(ctx, customer):
        customer.restricted_at = ctx.now
        ctx.notes["kept"] = list(map(str, kept))
        for consent in Consent.objects.filter(customer=customer, withdrawn_at=None):
            consents.end(ctx, consent, consent.means)
    else:
        forgetting.forget(ctx, customer)


@action("恢复使用", by=HEARERS, gates=[gates.customer_stands])
def use_again(ctx: Act, customer: Customer, *, asker: Asker, proof: Proof) -> None:
    """He comes back and wants us to serve him from his file; what he agreed to before he agrees to anew."""
    if not customer.restricted_at:
        raise Refusal("这份档案没有限制使用，不用恢复")
    customer.restricted_at = None


@action("到期删除个人信息", by=[], by_clock=True, gates=[gates.customer_stands])
def erase_when_due(ctx: Act, customer: Customer) -> None:
    """Nothing keeps a restricted file any more: it goes, as was signed when he asked."""
    if not customer.restricted_at:
        raise Refusal("没有人要求删除这位客户的个人信息")
    if kept := keeping.reasons(ctx, customer):
        raise Refusal(f"还不能删除：{kept[0]}")
    ctx.notes["left"] = list(map(str, keeping.left(ctx, customer)))
    forgetting.forget(ctx, customer)
