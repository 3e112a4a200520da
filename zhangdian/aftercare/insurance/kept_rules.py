"""The rules of underwriting, asked of what a policy covers with what is known of its car (NBI-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhangdian.aftercare.insurance import queries, underwriting
from zhangdian.aftercare.insurance.issued import Issued
from zhangdian.aftercare.insurance.models import Endorsement, Insurer, Policy, Product, Quote, RulesAsked
from zhangdian.aftercare.insurance.premium import Car, Energy, Use, VehicleKind, Wish
from zhangdian.aftercare.insurance.underwriting import Rule, RuleKind
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization.queries import himself


@dataclass(frozen=True)
class Facts:
    """What a rule may ask of a car; what nobody has told is None and never guessed."""

    product: str
    use: Use | None = None
    first_registered: date | None = None

    @property
    def car(self) -> Car:
        energy = Energy.BEV if self.product == Product.NEV else Energy.ICE
        return Car(
            VehicleKind.CAR, self.use or Use.FAMILY, energy, "", first_registered=self.first_registered
        )

    def lacking(self, rules: Sequence[Rule]) -> list[tuple[str, str]]:
        """Name of the rule and the fact that it asks and nobody has told."""
        found = []
        for each in rules:
            if each.kind == RuleKind.AGE_MAX and self.first_registered is None:
                found.append((each.name, "初次登记日期"))
            if each.kind == RuleKind.USES and self.use is None:
                found.append((each.name, "使用性质"))
        return found


def facts_of(
    product: str, last: Quote | None, use: Use | None, first_registered: date | None, asked: Any = None
) -> Facts:
    """As it is told now, else as the policy was asked with before, else as the car was tried last."""
    known = Use(asked.use) if asked and asked.use else Use(last.use) if last else None
    day = asked.first_registered if asked else None
    return Facts(product, use or known, first_registered or day or (last.first_registered if last else None))


def last_asked(policy: Policy) -> RulesAsked | None:
    found: RulesAsked | None = RulesAsked.objects.filter(policy=policy).order_by("-pk").first()
    return found


def keep(
    ctx: Act,
    insurer: Insurer,
    covers: Sequence[Issued],
    facts: Facts,
    rules_on: date,
    starts_on: date,
    before: Sequence[Issued] = (),
) -> int:
    """How many rules were asked; the rules of everybody and of this insurer in force on a day.

    The car is as old as it is when the cover begins. Of what stood on the policy before and did not change
    only that is refused which was not so before. What a rule asks and nobody has told is asked for.
    """
    rules = underwriting.of_covers(
        queries.rules_for(queries.rules_on(ctx, rules_on), insurer),
        facts.product,
        {each.cover.code for each in covers},
    )
    touched = {each.cover.code for each in {*covers} ^ {*before}}
    new = [each for each in rules if each.code in touched]
    if lacking := facts.lacking(new):
        name, what = lacking[0]
        raise Refusal(
            f"{name}：这台车的{what}没有登记，不能猜。请照行驶证填上{what}再登记，没上牌的新车填购车日期",
            [Missing(what, "经办的保险专员")],
        )
    wishes = [wish_of(each) for each in covers]
    found = underwriting.broken(new, facts.car, wishes, starts_on)
    old = [each for each in rules if each.code not in touched]
    stood = set(underwriting.broken(old, facts.car, [wish_of(each) for each in before], starts_on))
    found += [name for name in underwriting.broken(old, facts.car, wishes, starts_on) if name not in stood]
    if found:
        raise Refusal(
            f"不合 {insurer} 的承保规则：{'；'.join(found[:4])}。请对着保单核对险种和车；"
            "保险公司真这样出了，请他们改单以后再登记"
        )
    return len(rules)


def wish_of(each: Issued) -> Wish:
    return Wish(each.cover.code, str(each.cover), each.sum, each.days, each.target)


def note(
    ctx: Act, policy: Policy, facts: Facts, rules_on: date, asked: int, endorsement: Endorsement | None = None
) -> None:
    """That they were asked, and with what, stands with the policy."""
    RulesAsked(
        policy=policy,
        endorsement=endorsement,
        by=himself(ctx),
        at=ctx.now,
        rules_on=rules_on,
        asked=asked,
        use=facts.use or "",
        first_registered=facts.first_registered,
    ).save()
