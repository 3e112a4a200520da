"""Looking at renewals: the desk's list, one car, one month's list."""

import uuid
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from zhangdian.aftercare.insurance import given_away
from zhangdian.aftercare.insurance.figures import RENEWAL_DESK
from zhangdian.aftercare.insurance.models import DeskWord, Renewal, RenewalMonth
from zhangdian.aftercare.insurance.posts import READERS, RENEWERS
from zhangdian.aftercare.insurance.queries import sent_of
from zhangdian.aftercare.insurance.renewals import contact, phrases, preparing, queries
from zhangdian.aftercare.insurance.renewals.lists import DeskWords, Renewals, all_renewals, all_words
from zhangdian.aftercare.insurance.renewals.plan import plan_on
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.pdf import paper_taken_away
from zhangdian.foundation.ui.readers import read_by
from zhangdian.people.organization.models import Store

LISTED, FEW_PLANS = 20, 2


@require_GET
@read_by(READERS)
def renewals(request: HttpRequest) -> HttpResponse:
    """续保到期跟进表."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {
        "listing": Renewals(request, all_renewals(ctx), ctx),
        "months": RenewalMonth.objects.of(ctx).filter(month__gte=ctx.today.replace(day=1)).order_by("month"),
        "plan": plan_on(ctx, ctx.today),
        "aims": RENEWAL_DESK,
        "renews": not ctx.roles.isdisjoint(RENEWERS),
        "prepared": queries.prepared(ctx),
        **quotes_of_the_day(ctx),
    }
    return render(request, "insurance/renewals.html", facts)


def quotes_of_the_day(ctx: Any) -> dict[str, int]:
    """How many he calls today, and how many of them have a quote."""
    calls, unquoted = queries.to_call(ctx).count(), preparing.missing_today(ctx).count()
    return {"calls": calls, "unquoted": unquoted, "quoted": calls - unquoted}


@require_GET
@read_by(RENEWERS)
def quotes_to_prepare(request: HttpRequest) -> HttpResponse:
    """备报价: what the day's calls would be quoted, and of which something is not known."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = preparing.missing_today(ctx).select_related("vehicle__model", "customer")[: preparing.MOST]
    found = preparing.tried(ctx, list(rows))
    facts = {
        **quotes_of_the_day(ctx),
        "ready": [each for each in found if each.is_ready],
        "lacking": [each for each in found if not each.is_ready],
        "most": preparing.MOST,
    }
    return render(request, "insurance/quotes_to_prepare.html", facts)


@require_GET
@read_by(READERS)
def renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """One car: what ends when, whose it is, what comes next."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: Renewal = queries.renewals_to_read(ctx).here(pk)
    words = phrases.by_kind(ctx)
    opening, store = phrases.opening(words, found), Store.objects.of(ctx).get(pk=ctx.store_id)
    facts = {
        "renewal": found,
        "car": found.vehicle,
        "days_left": found.days_left(ctx.today),
        "today": queries.to_call(ctx).select_related("vehicle", "customer")[:LISTED],
        "talks": queries.talks(ctx, found),
        "quotes": queries.quotes_of(ctx, found),
        "sent": sent_of(ctx, renewal=found),
        "new_policies": queries.new_policies(ctx, found) if found.is_open else [],
        "silent": found.is_open and contact.is_silent(ctx, found),
        "opening": phrases.spoken(opening, found, str(store), ctx.standing.name),
        "answers": words.get(DeskWord.Kind.ANSWER, []),
        "closing": words.get(DeskWord.Kind.CLOSING, []),
        "cards": words.get(DeskWord.Kind.CARD, []),
        "at_the_car": queries.said_at_the_car(ctx, found),
        "renews": not ctx.roles.isdisjoint(RENEWERS),
        "token": uuid.uuid4().hex,
    }
    return render(request, "insurance/renewal.html", facts)


def proposal_facts(ctx: Any, pk: int) -> dict[str, Any]:
    """What stands in the proposal: the car, its quotes cover by cover, and what each cover pays.

    A quote whose give-away lacks a signature stays out of it.
    """
    found: Renewal = queries.renewals_to_read(ctx).here(pk)
    quotes = queries.quotes_to_propose(ctx, found, FEW_PLANS)
    held = given_away.waiting(ctx, [quote.pk for quote in quotes])
    unsigned = {each.subject_id for each in held}
    plans = [queries.plan_of(quote) for quote in quotes if quote.pk not in unsigned]
    codes = {line.code for plan in plans for offer in plan.offers for line in offer.lines.all()}
    return {
        "renewal": found,
        "car": found.vehicle,
        "plans": plans,
        "held": [(each.effect, given_away.lacking(each)) for each in held],
        "covers": queries.explained(ctx, codes),
        "cares": phrases.by_kind(ctx).get(DeskWord.Kind.CARE, []),
        "store": Store.objects.of(ctx).get(pk=ctx.store_id),
    }


@require_GET
@read_by(RENEWERS)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """《车辆保险建议书》 as it is printed."""
    facts = proposal_facts(request.ctx, pk)  # type: ignore[attr-defined]
    return render(request, "insurance/proposal.html", facts)


@require_POST
@read_by(RENEWERS)
def proposal_file(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """The same as PDF, to send on; that it was taken is in the journal."""
    facts = proposal_facts(request.ctx, pk)  # type: ignore[attr-defined]
    renewal = facts["renewal"]
    if facts["held"]:
        return render(request, "insurance/proposal.html", facts, status=422)
    return paper_taken_away(
        request,
        "insurance/proposal.html",
        facts,
        title=f"车辆保险建议书 {renewal.plate}",
        name="insurance_proposal",
        of=str(renewal),
    )


@require_GET
@read_by(READERS)
def deskwords(request: HttpRequest) -> HttpResponse:
    """话术与选项."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    return render(request, "insurance/deskwords.html", {"listing": DeskWords(request, all_words(ctx), ctx)})


@require_GET
@read_by(READERS)
def deskword(request: HttpRequest, pk: int) -> HttpResponse:
    """One word: what is said, from when, until when."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: DeskWord = DeskWord.objects.of(ctx).here(pk)
    facts: dict[str, Any] = {"word": found}
    if found.kind == DeskWord.Kind.CARD:
        facts["told"], facts["untold"] = queries.told_and_not(ctx, found)
    return render(request, "insurance/deskword.html", facts)


@require_GET
@read_by(READERS)
def renewalmonth(request: HttpRequest, pk: int) -> HttpResponse:
    """One month's list: how many, whose, how far."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: RenewalMonth = RenewalMonth.objects.of(ctx).select_related("confirmed_by").here(pk)
    facts = {
        "drawn": found,
        "last_day": clock.month_end(found.month),
        "rows": queries.by_owner(ctx, found),
        "renews": not ctx.roles.isdisjoint(RENEWERS),
    }
    return render(request, "insurance/renewalmonth.html", facts)


@require_GET
@read_by(RENEWERS)
def renewal_book(request: HttpRequest, pk: int) -> HttpResponse:
    """《续保跟进登记本》 of a month, as it is printed: every car with its tracking column (RNW-34)."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    drawn: RenewalMonth = RenewalMonth.objects.of(ctx).here(pk)
    facts = {
        "drawn": drawn,
        "rows": queries.book_of(ctx, drawn),
        "store": Store.objects.of(ctx).get(pk=ctx.store_id),
    }
    return render(request, "insurance/renewal_book.html", facts)
