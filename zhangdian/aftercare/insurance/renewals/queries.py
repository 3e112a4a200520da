"""What is asked about renewals: whose they are, which wait, what a car's last one was."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from zhangdian.aftercare.insurance.models import (
    CardTold,
    DeskWord,
    ExpiryTalk,
    Offer,
    Policy,
    PreparedDay,
    Quote,
    Renewal,
    RenewalCall,
    RenewalMonth,
)
from zhangdian.aftercare.insurance.queries import (
    CoverRow,
    approved_insurers,
    clause_on,
    library,
    side_by_side,
)
from zhangdian.foundation.kernel import clock
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

SHOWN, FEW = 30, 4
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)


def desks(ctx: Any) -> list[Person]:
    """Those who renew."""
    return organization.holders(ctx, Role.RENEWAL_SPECIALIST)


def renewals_to_read(ctx: Any) -> Any:
    return Renewal.objects.of(ctx).select_related(
        "vehicle__model",
        "vehicle__advisor",
        "customer",
        "policy__insurer",
        "elsewhere",
        "owner",
        "won_policy",
        "lost_because",
        "lost_to",
        "ended_by",
    )


def by_owner(ctx: Any, drawn: RenewalMonth) -> list[dict[str, Any]]:
    """How many of a month each has, and how far they are."""
    states = {str(state): Count("pk", filter=Q(state=state)) for state in Renewal.State.values}
    rows = Renewal.objects.of(ctx).filter(month=drawn.month)
    return list(rows.order_by("owner").values("owner", "owner__name").annotate(cars=Count("pk"), **states))


def talks(ctx: Any, renewal: Renewal) -> list[RenewalCall]:
    """What was said, the newest first."""
    rows = renewal.calls.select_related("by", "concern", "rival").prefetch_related("cards__card")
    return list(rows[:SHOWN])


def book_of(ctx: Any, drawn: RenewalMonth) -> list[Renewal]:
    """A month's cars with all that was said of each, in order: his own; the manager's all (RNW-34)."""
    rows = renewals_to_read(ctx).filter(month=drawn.month)
    if Role.FI_MANAGER not in ctx.roles:
        rows = rows.filter(owner=ctx.person_id)
    calls = RenewalCall.objects.select_related("by", "concern", "rival").order_by("at", "pk")
    return list(rows.prefetch_related(Prefetch("calls", calls)).order_by("expires_on", "pk"))


def said_at_the_car(ctx: Any, renewal: Renewal) -> ExpiryTalk | None:
    """What its customer said last to the end of this cover while the car was here."""
    rows = ExpiryTalk.objects.of(ctx).filter(vehicle=renewal.vehicle_id, expires_on=renewal.expires_on)
    rows = rows.exclude(answer="")
    found: ExpiryTalk | None = rows.select_related("by").first()
    return found


@dataclass(frozen=True)
class Told:
    """Customers spoken to whose renewal is over: those who heard of a card, or those who did not."""

    cars: int
    won: int

    @property
    def rate(self) -> int | None:
        """In whole percent."""
        return round(100 * self.won / self.cars) if self.cars else None


def told_and_not(ctx: Any, card: DeskWord) -> tuple[Told, Told]:
    """Of a year's renewals that are over and were spoken about: with this card, and without it; one query."""
    over = Renewal.objects.of(ctx).filter(
        state__in=(Renewal.State.WON, Renewal.State.LOST),
        reached_at__isnull=False,
        expires_on__gte=max(ctx.today - A_YEAR, card.since),
    )
    heard = Q(Exists(CardTold.objects.filter(card=card, renewal=OuterRef("pk"))))
    won = Q(state=Renewal.State.WON)
    found = over.aggregate(
        told=Count("pk", filter=heard),
        told_won=Count("pk", filter=heard & won),
        cars=Count("pk"),
        won=Count("pk", filter=won),
    )
    told = Told(found["told"], found["told_won"])
    return told, Told(found["cars"] - told.cars, found["won"] - told.won)


def to_call(ctx: Any) -> Any:
    """His own calls of today and those that he let pass, by their hour."""
    rows = Renewal.objects.of(ctx).open().filter(owner=ctx.person_id)
    return rows.filter(next_at__lt=ctx.midnight + A_DAY).order_by("next_at", "pk")


def new_policies(ctx: Any, renewal: Renewal, most: int = FEW) -> list[Policy]:
    """Policies of the car that begin when the old cover ends: one of them renews it."""
    ended = clock.day_bounds(renewal.expires_on, ctx.standing.zone)[1]
    rows = Policy.objects.of(ctx).standing().filter(vehicle=renewal.vehicle_id, starts_at__gte=ended)
    return list(rows.select_related("insurer").order_by("starts_at", "pk")[:most])


def quotes_of(ctx: Any, renewal: Renewal, most: int = FEW) -> list[Quote]:
    """The car's quotes that still hold, the newest first."""
    return valid_quotes(ctx, renewal, Offer.objects.all(), most)


def quotes_to_propose(ctx: Any, renewal: Renewal, most: int) -> list[Quote]:
    """Of those what insurers offer that the store approves today: no other is proposed (RNW-31)."""
    approved = approved_insurers(ctx, ctx.today)
    found = valid_quotes(ctx, renewal, Offer.objects.filter(insurer__in=approved), most)
    return [quote for quote in found if quote.offers.all()]


def valid_quotes(ctx: Any, renewal: Renewal, offers: Any, most: int) -> list[Quote]:
    rows = Quote.objects.of(ctx).valid_on(ctx.today).filter(vehicle=renewal.vehicle_id)
    read = Prefetch("offers", offers.select_related("insurer").prefetch_related("lines"))
    return list(rows.prefetch_related(read, "binding__insurer")[:most])


@dataclass(frozen=True)
class Proposed:
    """One plan of a proposal: its offers side by side, each with the sum that binds, where one was told."""

    quote: Quote
    offers: list[Any]
    rows: list[CoverRow]
    binding: list[Any]


def plan_of(quote: Quote) -> Proposed:
    offers = list(quote.offers.all())
    told = {each.insurer_id: each for each in reversed(quote.binding.all())}
    return Proposed(quote, offers, side_by_side(quote), [told.get(each.insurer_id) for each in offers])


def explained(ctx: Any, codes: set[str]) -> list[tuple[Any, Any]]:
    """Each cover that is proposed with its clause in plain words, each once."""
    found: dict[str, tuple[Any, Any]] = {}
    for cover in library(ctx).filter(code__in=codes):
        clause = clause_on(cover, ctx.today)
        if clause is not None:
            found.setdefault(cover.code, (cover, clause))
    return list(found.values())


def prepared(ctx: Any) -> PreparedDay | None:
    """Whether he has looked through the list of today."""
    found: PreparedDay | None = (
        PreparedDay.objects.of(ctx).filter(person=ctx.person_id, day=ctx.today).first()
    )
    return found
