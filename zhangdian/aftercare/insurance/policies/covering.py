"""What a policy covers is asked of the rules and of what was explained, before a word of it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhangdian.aftercare.insurance import explained, issued, kept_rules, queries
from zhangdian.aftercare.insurance.issued import Changed, Issued
from zhangdian.aftercare.insurance.kept_rules import Facts
from zhangdian.aftercare.insurance.models import CoverChange, Endorsement, Explanation, Insurer, Policy
from zhangdian.aftercare.insurance.premium import Use
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.models import Vehicle


@dataclass(frozen=True)
class Told:
    """The car as a rule asks of it, where somebody tells it now."""

    use: Use | None = None
    first_registered: date | None = None


@dataclass(frozen=True)
class Taken:
    """Covers that passed the rules, with the confirmations under which they are sold."""

    covers: list[Issued]
    proofs: Mapping[int, Explanation]
    facts: Facts
    rules_on: date
    asked: int
    changes: tuple[Changed, ...] = ()

    def write(self, ctx: Act, policy: Policy) -> None:
        """The covers of the entry."""
        issued.write_down(ctx, policy, self.covers, self.proofs)
        if self.covers:
            kept_rules.note(ctx, policy, self.facts, self.rules_on, self.asked)

    def lay_down(self, ctx: Act, policy: Policy, endorsement: Endorsement) -> None:
        """What the insurer changed of them."""
        issued.lay_down(policy, endorsement, self.changes, self.proofs)
        kept_rules.note(ctx, policy, self.facts, self.rules_on, self.asked, endorsement)


def taken(
    ctx: Act,
    car: Vehicle,
    insurer: Insurer,
    line: str,
    wished: Sequence[Wished],
    told: Told,
    signed_on: date,
    starts_on: date,
) -> Taken:
    """A policy as it is entered: by the rules of the day on which it was signed (NBI-02, RNW-25)."""
    last = queries.last_quote(ctx, car)
    product = explained.product_of(car, last)
    wanted = issued.wished_or_quoted(ctx, line, wished, car, insurer, signed_on)
    covers = issued.issued_from(ctx, line, wanted, product, signed_on)
    facts = kept_rules.facts_of(product, last, told.use, told.first_registered)
    asked = kept_rules.keep(ctx, insurer, covers, facts, signed_on, starts_on)
    proofs = explained.proofs_for(ctx, car, line, [each.cover for each in covers], signed_on)
    return Taken(covers, proofs, facts, signed_on, asked)


def corrected(
    ctx: Act, policy: Policy, wished: Sequence[Wished], told: Told, signed_on: date, starts_on: date
) -> Taken | None:
    """A policy as it is put right; None where neither its covers nor the days of its rules are others."""
    before = issued.entry_of(policy)
    if not wished and not before:
        return None
    last = queries.last_quote(ctx, policy.vehicle)
    product = explained.product_of(policy.vehicle, last)
    covers = (
        issued.issued_from(ctx, policy.line, wished, product, signed_on, kept=before) if wished else before
    )
    changes = tuple(issued.changes_between(before, covers))
    began = clock.day(policy.starts_at, ctx.standing.zone)
    if not changes and (signed_on, starts_on) == (policy.signed_on, began):
        return None
    if changes and CoverChange.objects.filter(policy=policy).exists():
        raise Refusal("已有批单改过险种，不能再改录入：请按批单登记")
    facts = facts_again(policy, product, last, told)
    asked = kept_rules.keep(ctx, policy.insurer, covers, facts, signed_on, starts_on)
    known = {each.cover.pk for each in before}
    new = [each.cover for each in covers if each.cover.pk not in known]
    proofs = explained.proofs_for(ctx, policy.vehicle, policy.line, new, signed_on)
    return Taken(covers, proofs, facts, signed_on, asked, changes)


def endorsed(ctx: Act, policy: Policy, wished: Sequence[Wished], told: Told, day: date) -> Taken:
    """A policy with its covers as the insurer has them from a day on; the rules of that day are asked."""
    before = issued.standing(policy)
    if not before:
        raise Refusal(f"这张保单{issued.NOT_NAMED}：请先按“更正”补登险种，再登记批增批减")
    if not wished:
        raise Refusal("请写批改以后有哪些险种和保额")
    last = queries.last_quote(ctx, policy.vehicle)
    product = explained.product_of(policy.vehicle, last)
    covers = issued.issued_from(ctx, policy.line, wished, product, day, kept=before)
    changes = tuple(issued.changes_between(before, covers))
    if not changes:
        raise Refusal("险种和保额都没变：请改成批单上的险种，或换一种批改")
    facts = facts_again(policy, product, last, told)
    asked = kept_rules.keep(ctx, policy.insurer, covers, facts, day, day, before)
    known = {each.cover.pk for each in before}
    added = [each.cover for each in covers if each.cover.pk not in known]
    proofs = explained.proofs_for(ctx, policy.vehicle, policy.line, added, day)
    return Taken(covers, proofs, facts, day, asked, changes)


def facts_again(policy: Policy, product: str, last: Any, told: Told) -> Facts:
    asked = kept_rules.last_asked(policy)
    return kept_rules.facts_of(product, last, told.use, told.first_registered, asked)
