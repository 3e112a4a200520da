"""What is wished, checked against the covers that are sold, before anything is reckoned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhangdian.aftercare.insurance.models import Cover, Line, Product, SumRule
from zhangdian.aftercare.insurance.premium import Wish
from zhangdian.foundation.kernel.refusals import Refusal

WITH_A_SUM = frozenset({SumRule.LIMIT, SumRule.PER_SEAT, SumRule.DAYS, SumRule.RATE})


@dataclass(frozen=True)
class Wished:
    """One cover as somebody chose it."""

    cover: str
    sum: Decimal | None = None
    days: int | None = None
    target: str = ""


def wishes_from(
    wished: Sequence[Wished], covers: Mapping[tuple[str, str], Cover], product: str, day: date
) -> list[Wish]:
    """Each with its name; what is not sold, lacks its sum or stands on nothing is refused by name."""
    chosen = {each.cover for each in wished}
    made = [wish_from(each, cover_of(each, covers, product, day), chosen) for each in wished]
    keys = [(wish.code, wish.target) for wish in made]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise Refusal(f"{twice[0]} 选了两次：请留一行")
    return made


def cover_of(each: Wished, covers: Mapping[tuple[str, str], Cover], product: str, day: date) -> Cover:
    cover = covers.get((each.cover, product)) or covers.get((each.cover, str(Product.ANY)))
    if cover is None:
        raise Refusal(f"{Product(product).label}里没有险种 {each.cover}：请去掉，或核对能源种类")
    if cover.line not in (Line.MAIN, Line.RIDER):
        why = "另出保单，不在车险里试算" if cover.line == Line.NON_AUTO else "不能再投"
        raise Refusal(f"{cover.short_name} {why}")
    if not cover.sold_on(day):
        raise Refusal(f"{cover.short_name} 在 {day} 不卖")
    return cover


def target_of(each: Wished, cover: Cover, chosen: set[str]) -> str:
    """For which main cover a rider stands; one that stands on nothing is refused."""
    standing = [code for code in cover.needed if code in chosen]
    if cover.needed and not standing:
        raise Refusal(f"{cover.short_name} 是附加险，要先投它的主险")
    if not cover.targets:
        return standing[0] if standing else ""
    if each.target not in standing:
        raise Refusal(f"{cover.short_name} 要指明附在哪个已投的主险上")
    return each.target


def wish_from(each: Wished, cover: Cover, chosen: set[str]) -> Wish:
    target = target_of(each, cover, chosen)
    if cover.sum_rule in WITH_A_SUM:
        check_sum(each, cover)
    with_sum = cover.sum_rule in WITH_A_SUM or cover.sum_rule == SumRule.VALUE
    return Wish(
        cover.code,
        cover.short_name,
        each.sum if with_sum else None,
        each.days if cover.sum_rule == SumRule.DAYS else None,
        target,
        per_seat=cover.sum_rule == SumRule.PER_SEAT,
    )


def check_sum(each: Wished, cover: Cover) -> None:
    if each.sum is None or each.sum <= 0:
        raise Refusal(f"{cover.short_name} 请填{cover.get_sum_rule_display()}")
    if cover.choices and each.sum not in cover.choices:
        steps = "、".join(f"{step:,f}" for step in cover.choices)
        raise Refusal(f"{cover.short_name} 没有 {each.sum:,f} 这一档：可选 {steps}")
    if cover.sum_rule == SumRule.DAYS and not each.days:
        raise Refusal(f"{cover.short_name} 请填天数")
