"""Codes and sums of insurance in the words of the trade."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from zhangdian.aftercare.insurance.premium import Use
from zhangdian.aftercare.insurance.underwriting import RuleKind

OF_COVERS = frozenset({RuleKind.NEEDS, RuleKind.EXCLUDES})
OF_SUMS = frozenset({RuleKind.SUM_MIN, RuleKind.SUM_MAX})
USES = {each.value: str(each.label) for each in Use}


def in_wan(amount: Decimal) -> str:
    """A sum insured: 200 万, 2,000, 73,902.40."""
    if amount and amount % 10_000 == 0:
        return f"{amount / 10_000:,.0f} 万"
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def codes_in(text: str) -> list[str]:
    return [each.strip() for each in text.split(";") if each.strip()]


def sums_in(text: str) -> list[Decimal]:
    """The numbers of a list such as 50000;100000; what is none is left out."""
    found = []
    for each in codes_in(text):
        with suppress(InvalidOperation):
            found.append(Decimal(each))
    return [each for each in found if each.is_finite()]


def uses_said(text: str) -> str:
    """家庭自用、非营业企业 for FAM;ENT."""
    return named(codes_in(text), USES)


def named(codes: Iterable[str], names: Mapping[str, str]) -> str:
    return "、".join(names.get(code, code) for code in codes)


def bound_said(kind: str, value: str, covers: Mapping[str, str]) -> str:
    """What a rule bounds, as people say it."""
    if kind in OF_COVERS:
        return named(codes_in(value), covers)
    if kind == RuleKind.USES:
        return uses_said(value)
    unit = {RuleKind.AGE_MAX: " 年", RuleKind.DAYS_MAX: " 天"}.get(RuleKind(kind), "")
    sums = sums_in(value) if kind in OF_SUMS else []
    return f"{in_wan(sums[0])}元" if len(sums) == 1 else f"{value}{unit}"
