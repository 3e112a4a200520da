"""The clauses are explained, and the customer confirms it himself."""

from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.models import Cover, ExplainedClause, Explanation
from zhangdian.aftercare.insurance.posts import QUOTERS
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.queries import himself

SPOKEN = (Means.PHONE, Means.DESK)
"""Ways in which he says it: his words are written down; in all others there is something to be seen."""


@action("讲清条款，客户确认", by=QUOTERS, opens=Explanation, gates=[acts_on_own_device])
def explain_clauses(
    ctx: Act,
    vehicle: Vehicle,
    *,
    covers: list[Cover],
    means: Means,
    words: str = "",
    photo: int | None = None,
) -> Explanation:
    """What each cover pays and never pays, in the edition of today, with his sign or his word (RNW-25)."""
    if not covers:
        raise Refusal("请选讲了哪些险种的条款")
    if means == Means.REFUSED:
        raise Refusal("客户不确认就不能出单：请再讲一次，或不要出这份保单")
    if means in SPOKEN and len(words.strip()) < 4:
        raise Refusal("口头确认要记下客户自己的话，四个字以上")
    if means not in SPOKEN and photo is None:
        raise Refusal("请拍下客户签字的确认书，或他在链接、微信里确认的画面")
    found = Explanation(
        store_id=ctx.store_id,
        vehicle=vehicle,
        by=himself(ctx),
        at=ctx.now,
        means=means,
        words=words.strip(),
        acted_at=ctx.now,
    )
    found.save()
    chosen = queries.library(ctx).filter(pk__in=[each.pk for each in covers]).order_by("order", "pk")
    clauses = [(each, queries.clause_on(each, ctx.today)) for each in chosen]
    if lacking := [str(cover) for cover, clause in clauses if clause is None]:
        raise Refusal(f"{'、'.join(lacking)} 还没有条款说明：请金融保险经理先写，再讲给客户")
    ExplainedClause.objects.add_many(
        ExplainedClause(explanation=found, clause=clause) for _, clause in clauses
    )
    if photo is not None:
        attach(ctx, found, "confirmation", [photo])
    return found


@action("作废条款确认", by=QUOTERS, gates=[acts_on_own_device])
def withdraw_explanation(ctx: Act, explanation: Explanation, *, why: str) -> None:
    """It was written for the wrong car, or the customer says otherwise; policies under it keep it."""
    if explanation.withdrawn_at is not None:
        raise Refusal("已经作废")
    if len(why.strip()) < 2:
        raise Refusal("作废要写原因")
    explanation.withdrawn_at, explanation.withdrawn_why = ctx.now, why.strip()
    explanation.save()
