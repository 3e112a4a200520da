"""Codes and sums of insurance in the words of the trade."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

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
    return f"{in_wan(Decimal(value))}元" if kind in OF_SUMS else f"{value}{unit}"
