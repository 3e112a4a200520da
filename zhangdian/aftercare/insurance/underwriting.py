"""Rules under which covers are taken, as data: asked of a car and what is wished, answered in sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models

from zhangdian.aftercare.insurance.premium import Car, Use, Wish


class RuleKind(models.TextChoices):
    """What a rule of an insurer is about."""

    NEEDS = "needs", "必须同时投"
    EXCLUDES = "excludes", "不能同时投"
    AGE_MAX = "age_max", "车龄要小于(年)"
    USES = "uses", "只收的使用性质"
    SUM_MIN = "sum_min", "保额不低于"
    SUM_MAX = "sum_max", "保额不高于"
    DAYS_MAX = "days_max", "天数不超过"


@dataclass(frozen=True)
class Rule:
    """One rule in force."""

    code: str
    kind: RuleKind
    value: str
    name: str
    product: str = ""


def years_old(first_registered: date, day: date) -> Decimal:
    """Whole years since the first registration."""
    whole = day.year - first_registered.year
    before = (day.month, day.day) < (first_registered.month, first_registered.day)
    return Decimal(whole - before)


def broken(rules: Iterable[Rule], car: Car, wishes: Sequence[Wish], day: date) -> list[str]:
    """The names of the rules that what is wished breaks, each once."""
    chosen = {wish.code for wish in wishes}
    found = [
        rule.name
        for rule in of_covers(rules, car.product, chosen)
        if any(breaks(rule, car, wish, chosen, day) for wish in wishes if wish.code == rule.code)
    ]
    return list(dict.fromkeys(found))


def of_covers(rules: Iterable[Rule], product: str, codes: Iterable[str]) -> list[Rule]:
    """Those of these covers under a car's clauses."""
    known = set(codes)
    return [each for each in rules if each.code in known and each.product in ("", product)]


def breaks(rule: Rule, car: Car, wish: Wish, chosen: set[str], day: date) -> bool:
    named = {each.strip() for each in rule.value.split(";") if each.strip()}
    if rule.kind is RuleKind.NEEDS:
        return not named & chosen
    if rule.kind is RuleKind.EXCLUDES:
        return bool(named & chosen)
    if rule.kind is RuleKind.USES:
        return str(car.use.value) not in named
    bound = Decimal(rule.value)
    if rule.kind is RuleKind.AGE_MAX:
        return car.first_registered is not None and years_old(car.first_registered, day) >= bound
    if rule.kind is RuleKind.DAYS_MAX:
        return wish.days is not None and wish.days > bound
    if wish.sum is None:
        return False
    return wish.sum < bound if rule.kind is RuleKind.SUM_MIN else wish.sum > bound


def fault_of(kind: RuleKind, value: str, known: Iterable[str]) -> str:
    """What is wrong with a rule's value, in a sentence; empty when nothing is."""
    named = [each.strip() for each in value.split(";") if each.strip()]
    if kind in (RuleKind.NEEDS, RuleKind.EXCLUDES):
        unknown = [each for each in named if each not in set(known)]
        return "请填险种的名字" if not named else f"没有险种 {unknown[0]}" if unknown else ""
    if kind is RuleKind.USES:
        unknown = [each for each in named if each not in Use.values]
        return "请填使用性质的名字" if not named else f"没有使用性质 {unknown[0]}" if unknown else ""
    try:
        bound = Decimal(value)
    except ArithmeticError:
        return f"“{value}”不是数字"
    return "" if bound.is_finite() and bound >= 0 else f"“{value}”要是不小于零的数"
