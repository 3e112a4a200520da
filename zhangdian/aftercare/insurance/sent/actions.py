"""Which insurer sent an accident repair is noted on its visit, and taken back where it was wrong."""

from zhangdian.aftercare.insurance.claimed import accidents
from zhangdian.aftercare.insurance.models import Insurer, SentCar
from zhangdian.aftercare.insurance.posts import SENDERS
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.organization.queries import himself


@action("记送修公司", by=SENDERS, opens=SentCar)
def note_sent_car(ctx: Act, *, order: RepairOrder, insurer: Insurer, case_number: str = "") -> SentCar:
    """An insurer sent this car to us: it counts beside the premium that was placed with him."""
    if order.state == RepairOrder.State.VOID:
        raise Refusal("这张工单已经作废：不用记送修")
    if not accidents(ctx).filter(pk=order.pk).exists():
        raise Refusal(
            f"{order.plate} 这次是{order.get_kind_display()}，也没有保险公司付的项目：送修只记事故车",
            [Missing("先把项目改成保险公司付", "服务顾问", "service.change_payer")],
        )
    if noted := SentCar.objects.of(ctx).standing().filter(order=order).select_related("insurer").first():
        raise Refusal(f"已经记了{noted.insurer}送修：记错了的先作废那一条")
    made = SentCar(
        store_id=ctx.store_id, order=order, insurer=insurer, case_number=case_number.strip(),
        noted_by=himself(ctx), noted_at=ctx.now, acted_at=ctx.now,
    )  # fmt: skip
    made.save()
    return made


@action("作废送修记录", by=SENDERS)
def withdraw_sent_car(ctx: Act, sent: SentCar, *, why: str) -> None:
    """The customer came by himself, or it was another insurer: it counts no more, and may be noted anew."""
    if sent.withdrawn_at is not None:
        raise Refusal("这一条已经作废了")
    if len(why.strip()) < 2:
        raise Refusal("作废要写原因")
    sent.withdrawn_at, sent.withdrawn_why = ctx.now, why.strip()
