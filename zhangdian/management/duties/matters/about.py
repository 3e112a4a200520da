"""Of which car, order, policy, part or customer a matter is: found by what somebody types."""

from typing import Any

from zhangdian.aftercare.insurance.models import Policy
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.cells import half_width
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.customers import queries as customers
from zhangdian.resources.parts.models import Part, StockCard
from zhangdian.resources.parts.queries import plain_number

MOST = 40


def found_by(ctx: Any, typed: str) -> Any:
    """The one record of this number, plate or phone; whoever typed nothing means none."""
    text = half_width(typed).strip()[:MOST]
    if not text:
        return None
    found = _numbered(ctx, text) or _known(ctx, text)
    if not found:
        raise Refusal(f"没有找到“{text}”：请核对车牌、工单号、保单号、件号或客户手机，或者空着，写在事情里")
    if len(found) > 1:
        raise Refusal(f"“{text}”不止一个：请写全工单号、保单号、件号或车牌")
    return found[0]


def _numbered(ctx: Any, text: str) -> list[Any]:
    """By number: an order, a policy, a part."""
    orders = list(RepairOrder.objects.of(ctx).filter(number__iexact=text)[:2])
    policies = list(Policy.objects.of(ctx).filter(number__iexact=text)[:2])
    plain = plain_number(text)
    parts = list(Part.objects.of(ctx).filter(part_no_plain=plain)[:2]) if plain else []
    return [*orders, *policies, *parts]


def _known(ctx: Any, text: str) -> list[Any]:
    """By the whole plate or phone: the car where it is one, else the customer."""
    exact = [each for each in customers.find(ctx, text) if each.rank == 0]
    return list(dict.fromkeys(each.vehicle or each.customer for each in exact))


def card_of(ctx: Any, part: Any) -> StockCard:
    """The store's card of the part whose limits are to change."""
    if not isinstance(part, Part):
        raise Refusal("要调库存，请在“关于”里写件号")
    card: StockCard | None = StockCard.objects.of(ctx).filter(part=part).select_related("part").first()
    if card is None:
        raise Refusal(f"本店还没有{part}的货位卡：请先收货或导入，再提上下限")
    return card
