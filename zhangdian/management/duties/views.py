"""Looking at duties: what the program carries, my post, the posts below me, rounds."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.attachments import photos_of
from zhangdian.foundation.kernel.models import Request
from zhangdian.foundation.ui.readers import read_by
from zhangdian.foundation.ui.timeline import line_of
from zhangdian.foundation.ui.trails import before_in
from zhangdian.management.duties import (
    cases,
    coverage,
    given,
    proofs,
    samples,
    second,
    team,
    timetables,
    walks,
    wall,
)
from zhangdian.management.duties.models import CaseRule, DueItem, Duty, Round, Timetable, Urging
from zhangdian.management.duties.oversight.checks import CHECKS
from zhangdian.management.duties.post import sheet
from zhangdian.management.duties.posts import HEADS
from zhangdian.management.duties.watching import urging
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself, holders_of_each, posts_of
from zhangdian.people.organization.roles import LEADERS, STAFF_OFFICE, Role, superiors_of

READERS = frozenset({Role.OFFICE_DIRECTOR, Role.GENERAL_MANAGER, Role.DEPUTY_GENERAL_MANAGER})
SCOPES = (("", "全部"), ("missing", "还缺的"), ("none", "未承载"), ("own", "门店改的"))
MOST, MONTHS = 100, 3
ABOUT = ("duty", "edition", "person", "proof", "decision", "appraisal", "objection", "sample__drawn_by")
"""What is told of a due item."""
CHANGES = (
    "duties.reword_duty",
    "duties.switch_off_duty",
    "duties.change_timetable",
    "duties.choose_proof",
)
"""What may wait for the general manager's signature."""


@require_GET
@read_by(READERS)
def coverage_page(request: HttpRequest) -> HttpResponse:
    """职责覆盖: every row of an area, what carries it, what it lacks; totals beside."""
    area = request.GET.get("area", Duty.Area.RECEPTION.value)
    scope = request.GET.get("scope", "")
    rows = coverage.rows_of(request.ctx)  # type: ignore[attr-defined]
    own = [each for each in rows if scope == "own" and within(each, scope)]
    facts = {
        "rows": own or [each for each in rows if each.row.area == area and within(each, scope)],
        "total": coverage.total("合计", rows),
        "areas": coverage.by_area(rows),
        "kinds": coverage.by_kind(rows),
        "area": area,
        "scope": scope,
        "scopes": SCOPES,
        "choices": Duty.Area.choices,
    }
    return render(request, "duties/coverage.html", facts)


def within(each: coverage.Covered, scope: str) -> bool:
    """Whether a row belongs into what the address asks for."""
    kept = {
        "missing": each.state != "已承载",
        "none": not each.carried,
        "own": each.hung is not None and each.hung.own is not None,
    }
    return kept.get(scope, True)


@require_GET
@read_by(READERS)
def sentence(request: HttpRequest, code: str) -> HttpResponse:
    """One duty: as it hangs in this store, how the house wrote it, and everything that was made of it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    editions = list(wall.editions_of(ctx, code))
    hung = wall.Wall(editions[:1]).by_code.get(code)
    if hung is None:
        raise Http404
    table = Timetable.objects.of(ctx).filter(code=code).order_by("-since").first()
    facts = {
        "hung": hung,
        "today": wall.wall_on(ctx, ctx.today).by_code.get(code),
        "editions": editions,
        "holders": list(holders_of_each(ctx, hung.posts).items()) if len(hung.posts) < len(Role) else [],
        "case_rule": CaseRule.objects.of(ctx).on(ctx.today).filter(code=code).first(),
        "table": (table, timetables.in_words(table), hung.owed_by(table.role)) if table else None,
        "proved_by": timetables.proof_in_words(table.proofs) if table else "",
        "covered": coverage.Covered(hung.row, proofs.shown_by().get(code, ()), table.proofs if table else ""),
        "asked": asked_of(ctx, code),
    }
    return render(request, "duties/sentence.html", facts)


def asked_of(ctx: Any, code: str) -> list[Request]:
    """Changes of one duty that wait for a signature; one query."""
    rows = Request.objects.of(ctx).filter(action__in=CHANGES, state=Request.State.OPEN)
    return [each for each in rows if json.loads(each.inputs_text).get("code") == code]


@require_GET
def my_post(request: HttpRequest) -> HttpResponse:
    """我的岗位: the description of my post with its month."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return post_page(request, himself(ctx), mine=True)


@require_GET
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of somebody below me."""
    return post_page(request, person_below(request.ctx, pk), mine=False)  # type: ignore[attr-defined]


def post_page(request: HttpRequest, person: Person, *, mine: bool) -> HttpResponse:
    ctx = request.ctx  # type: ignore[attr-defined]
    posts = posts_seen(ctx, person, mine=mine)
    role = next((each for each in posts if each == request.GET.get("post")), posts[0] if posts else None)
    if role is None:
        raise Http404
    month = sheet.month_of(ctx, request.GET.get("month", ""))
    facts = {
        "sheet": sheet.sheet_of(ctx, person, role, month),
        "posts": posts,
        "months": clock.months_back(ctx.today, MONTHS)[::-1],
        "mine": mine,
        "here": reverse("duties:my_post") if mine else reverse("duties:post", args=[person.pk]),
    }
    return render(request, "duties/post.html", facts)


def person_below(ctx: Any, pk: int) -> Person:
    """Somebody whose post is below one of mine; for all others there is no such page."""
    person: Person = Person.objects.of(ctx).here(pk)
    if not posts_seen(ctx, person, mine=pk == ctx.person_id):
        raise Http404
    return person


def posts_seen(ctx: Any, person: Person, *, mine: bool) -> list[Role]:
    """The posts of a person that this viewer answers for, those with written duties first."""
    if mine:
        held = [Role(role) for role in sorted(ctx.roles)]
    else:
        held = posts_of(ctx, [person])[person.pk]
        held = [role for role in held if ctx.roles & {*superiors_of(role), *STAFF_OFFICE}]
    hung = wall.wall_on(ctx, ctx.today)
    return sorted(held, key=lambda role: not hung.rows_of(role))


@require_GET
def evidence(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """证据: the acts behind a line of somebody's post."""
    ctx = request.ctx  # type: ignore[attr-defined]
    person = person_below(ctx, pk)
    posts = posts_seen(ctx, person, mine=pk == ctx.person_id)
    month = sheet.month_of(ctx, request.GET.get("month", ""))
    hung = wall.wall_on(ctx, min(ctx.today, month.last)).by_code.get(code)
    seen = sheet.items_in(ctx, person, month).filter(code=code, role__in=posts)
    items = list(seen.select_related("duty", "edition").order_by("-day", "pk"))
    if hung is None or (hung.posts.isdisjoint(posts) and not items):
        raise Http404
    acts = sheet.evidence_of(ctx, person, hung, month)
    before = before_in(request)
    entries = list((acts.filter(pk__lt=before) if before else acts)[: MOST + 1])
    facts = {
        "row": hung.row,
        "person": person,
        "month": month,
        "lines": [(line_of(entry), team.address_of(entry)) for entry in entries[:MOST]],
        "older": entries[MOST - 1].pk if len(entries) > MOST else None,
        "items": [(item, item.standing_at(ctx.now)) for item in items],
    }
    return render(request, "duties/evidence.html", facts)


@require_GET
def description(request: HttpRequest) -> HttpResponse:
    """岗位说明书: the sentences as they hang on the wall."""
    ctx = request.ctx  # type: ignore[attr-defined]
    person = himself(ctx)
    posts = posts_seen(ctx, person, mine=True)
    role = next((each for each in posts if each == request.GET.get("post")), posts[0])
    facts = {
        "sheet": sheet.sheet_of(ctx, person, role, sheet.month_of(ctx, "")),
        "store": person.store,
    }
    return render(request, "duties/description.html", facts)


@require_GET
@read_by(HEADS)
def posts(request: HttpRequest) -> HttpResponse:
    """各岗位: how the posts below me keep their duties this month, and what is late now."""
    ctx = request.ctx  # type: ignore[attr-defined]
    month = sheet.month_of(ctx, request.GET.get("month", ""))
    facts = {
        "posts": team.posts_below(ctx, month),
        "late": team.late_below(ctx)[:MOST],
        "months": clock.months_back(ctx.today, MONTHS)[::-1],
        "month": month,
    }
    return render(request, "duties/posts.html", facts)


@require_GET
@read_by(HEADS)
def exceptions(request: HttpRequest) -> HttpResponse:
    """例外: what my people went on with after a question, and the reason that they gave."""
    ctx = request.ctx  # type: ignore[attr-defined]
    day = given.day_of(ctx, request.GET.get("day", ""))
    reasons = given.given_on(ctx, day)
    facts = {
        "day": day,
        "before": day - given.DAY,
        "after": day + given.DAY if day < ctx.today else None,
        "groups": given.by_person(ctx, reasons),
        "count": len(reasons),
        "most": given.MOST,
        "faults": samples.faults_below(ctx, day, day).select_related("item", "whose", "judged_by")[:MOST],
        "unread": day == ctx.today - given.DAY and not given.has_looked(ctx),
    }
    return render(request, "duties/exceptions.html", facts)


@require_GET
@read_by(READERS)
def oversight(request: HttpRequest) -> HttpResponse:
    """岗位体检: what the descriptions leave out, and evidence that may be worth nothing."""
    ctx = request.ctx  # type: ignore[attr-defined]
    asked = CHECKS.get(request.GET.get("check", ""), next(iter(CHECKS.values())))
    facts = {"checks": CHECKS.values(), "asked": asked, "found": list(asked.find(ctx))}
    return render(request, "duties/oversight.html", facts)


@require_GET
@read_by(STAFF_OFFICE)
def timetables_page(request: HttpRequest) -> HttpResponse:
    """职责时间: when each duty is due in this store, and whence."""
    ctx = request.ctx  # type: ignore[attr-defined]
    hung = wall.wall_on(ctx, ctx.today).by_code
    tables = Timetable.objects.of(ctx).on(ctx.today).order_by("role", "code")
    facts = {
        "tables": [(each, timetables.in_words(each), hung.get(each.code)) for each in tables],
        "asked": Request.objects.of(ctx)
        .filter(action="duties.change_timetable", state=Request.State.OPEN)
        .count(),
    }
    return render(request, "duties/timetables.html", facts)


@require_GET
@read_by(STAFF_OFFICE)
def case_rules(request: HttpRequest) -> HttpResponse:
    """逐件职责: from what act on, until when each single case is to be done."""
    ctx = request.ctx  # type: ignore[attr-defined]
    hung = wall.wall_on(ctx, ctx.today).by_code
    rules = CaseRule.objects.of(ctx).on(ctx.today).order_by("role", "code")
    rows = [
        (
            rule,
            hung.get(rule.code),
            cases.begins(rule),
            "、".join(cases.labels(rule.proofs)),
        )
        for rule in rules
    ]
    fresh = {row.code for row in cases.shipped()} - {rule.code for rule in rules}
    return render(request, "duties/case_rules.html", {"rows": rows, "fresh": len(fresh)})


@require_GET
@read_by(STAFF_OFFICE)
def urging_rules(request: HttpRequest) -> HttpResponse:
    """催办规则: when who is urged about which duties; examples are told from what the store has set."""
    rules = urging.rules_on(request.ctx)  # type: ignore[attr-defined]
    near = sorted({covers for covers, _ in rules.own if covers})
    groups = [(covers, urging.covers_in_words(covers), rules.written_for(covers)) for covers in ("", *near)]
    return render(request, "duties/urging_rules.html", {"groups": groups})


@require_GET
@read_by(LEADERS)
def urged(request: HttpRequest) -> HttpResponse:
    """催办: everything that was carried up to my posts and still stands, post by post."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = urging.carried_up(ctx).select_related("item__duty", "item__edition", "item__person")
    told = {each.item_id: each for each in rows.order_by("-at", "pk")[:MOST]}
    groups: dict[str, dict[str, list[Urging]]] = {}
    for each in sorted(told.values(), key=lambda urging: (urging.item.role, urging.item.due_at)):
        of_post = groups.setdefault(str(each.item.get_role_display()), {})
        of_post.setdefault(f"{each.item.code} {each.item.sentence}", []).append(each)
    posts = [(post, sum(map(len, duties.values())), duties.items()) for post, duties in groups.items()]
    return render(request, "duties/urged.html", {"groups": posts, "count": len(told)})


@require_GET
def dueitem(request: HttpRequest, pk: int) -> HttpResponse:
    """One time at which a duty was due: whose, when, what proves it, or why it does not count."""
    ctx = request.ctx  # type: ignore[attr-defined]
    item = DueItem.objects.of(ctx).select_related(*ABOUT).here(pk)
    is_his = item.drawn.filter(whose=ctx.person_id, verdict="faulty").exists()
    if not is_his and not ctx.roles & {
        item.role,
        *superiors_of(item.role),
        *second.asked_of(item),
        *STAFF_OFFICE,
    }:
        raise Http404
    looks = list(item.looks.select_related("said_by", "ended_by")) if by_second(item) else []
    photos = photos_of(ctx, item)
    facts = {
        "item": item,
        "standing": item.standing_at(ctx.now),
        "case_url": cases.address_of(item),
        "by_photo": timetables.PHOTO in item.proofs.split(),
        "by_second": by_second(item),
        "looks": looks,
        "by_sample": timetables.DRAWN in item.proofs.split(),
        "sample": getattr(item, "sample", None),
        "drawn": list(item.drawn.select_related("whose", "judged_by")),
        "waiting": next((each for each in looks if not each.outcome), None),
        "photos": photos.order_by("pk"),
        "decision": getattr(item, "decision", None),
        "appraisal": getattr(item, "appraisal", None),
        "objection": getattr(item, "objection", None),
        "matter": getattr(item, "matter", None) or getattr(item, "measure_of", None),
        "urgings": item.urgings.select_related("person", "message"),
    }
    return render(request, "duties/dueitem.html", facts)


def by_second(item: DueItem) -> bool:
    """Whether a second person looks before it counts."""
    return timetables.SECOND in item.proofs.split()


@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    """巡查: my rounds, what was found, the last walks."""
    ctx = request.ctx  # type: ignore[attr-defined]
    mine = walks.rounds_of_mine(ctx)
    seen = walks.rounds_seen(ctx)
    faults = walks.unmended(ctx).filter(round__role__in=seen)
    facts = {
        "mine": [(Role(role), len(points)) for role, points in mine.items()],
        "faults": faults.select_related("round__walker", "point")[:MOST],
        "walked": Round.objects.of(ctx).filter(role__in=seen).select_related("walker")[:30],
    }
    return render(request, "duties/rounds.html", facts)


@require_GET
def walk(request: HttpRequest) -> HttpResponse:
    """走一圈: the points of one round, all good by one tap."""
    ctx = request.ctx  # type: ignore[attr-defined]
    mine = walks.rounds_of_mine(ctx)
    role = request.GET.get("role", next(iter(mine), ""))
    if role not in mine:
        raise Http404
    return render(request, "duties/walk.html", {"role": Role(role)})


@require_GET
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One walk: when, how long, what was found, and the pictures."""
    ctx = request.ctx  # type: ignore[attr-defined]
    found = Round.objects.of(ctx).select_related("walker").here(pk)
    if found.role not in walks.rounds_seen(ctx):
        raise Http404
    facts = {
        "round": found,
        "faults": found.faults.select_related("point", "mended_by"),
        "photos": photos_of(ctx, found),
    }
    return render(request, "duties/round.html", facts)
