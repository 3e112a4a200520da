"""What a store does so that it can go on with a pen, and afterwards."""

from datetime import datetime

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.frontline.service import receiving
from zhangdian.frontline.service.models import SpareForm
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.people.customers import vehicles

State = SpareForm.State
MOST = 30
"""Forms in one pack: more than a day of cars."""


@action("印备用单", by=ADVISORS)
def print_spare_forms(ctx: Act, *, count: int) -> None:
    """Blank forms with their numbers, ready before anything is down."""
    if not 1 <= count <= MOST:
        raise Refusal(f"一次印 1 到 {MOST} 张")
    for _ in range(count):
        form = SpareForm(
            store_id=ctx.store_id, printed_by_id=ctx.person_id or 0, printed_at=ctx.now, acted_at=ctx.now
        )
        form.save()
        ctx.draw_number(form, "number", "BY")


@action("补录备用单", by=ADVISORS, moves=(State.OUT, State.ENTERED))
def enter_spare_form(
    ctx: Act,
    form: SpareForm,
    *,
    plate: PersonalText,
    arrived_at: datetime,
    kind: Kind | None = None,
    words: str = "",
    key_tag: int | None = None,
) -> None:
    """A car that was received on paper: it came when the paper says, and is known by the paper's number."""
    if not form.printed_at <= arrived_at <= ctx.now:
        raise Refusal("到店时间要在印这张备用单之后、现在之前：请照纸上写的时间填")
    vehicle = vehicles.find_or_register(ctx, plate=plate)
    form.order = receiving.arrive(ctx, vehicle, arrived_at, kind=kind, words=words, key_tag=key_tag)


@action("作废备用单", by=ADVISORS, moves=(State.OUT, State.VOIDED))
def void_spare_form(ctx: Act, form: SpareForm, *, reason: str) -> None:
    """A form that no car came with: its number is accounted for."""
    if not reason.strip():
        raise Refusal("作废要写原因：写坏了、没用上还是丢了")
    form.reason = reason.strip()
