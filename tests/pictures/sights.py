"""What the pictures show: each address of the house, who looks at it, and which records tell most."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import F, Model, QuerySet
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from zhangdian.aftercare.care.models import FollowUp
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import ANYBODY, Action
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.models import Paper
from zhangdian.foundation.ui import acting, link_pages
from zhangdian.frontline.service.delivery.actions import sign_statement_by_link
from zhangdian.frontline.service.models import Agreement, RepairOrder, Statement
from zhangdian.frontline.service.workshop.actions import answer_extra_work
from zhangdian.frontline.service.writeup.actions import open_copies, sign_order_by_link
from zhangdian.management.duties.models import AppraisalLine, DepartmentFigure
from zhangdian.people.organization.models import Person, Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier.models import Payment
from zhangdian.resources.parts.models import IssueSlip

HERE = RepairOrder.State
ADVISOR, NOBODY = Role.SERVICE_ADVISOR, None
AS_MANY = 60
"""Newest records among which one is sought that an action may be done to."""


@dataclass(frozen=True)
class Sight:
    """One page as somebody sees it; `status` is the answer that it should give."""

    page: str
    says: str
    who: Role | None
    path: str
    status: int = 200

    @property
    def name(self) -> str:
        return f"{self.page.replace(':', '-')}{'-' if self.says else ''}{self.says}"


NOT_LOOKED_AT = {
    "ui:act": "its forms are walked one by one below",
    "ui:preview": "a part of a form",
    "ui:trail": "the timeline under a record's page, pictured with it",
    "ui:export": "a file",
    "ui:upload": "takes photos",
    "ui:photo": "a photo",
    "ui:gallery": "for who builds, with ZHANGDIAN_DEBUG",
    "ui:gallery_paper": "for who builds, with ZHANGDIAN_DEBUG",
    "ui:link": "walked below, one for each kind of link",
    "ui:link_opened": "posted",
    "insurance:upload_delivered": "posted",
    "insurance:upload_policy_list": "posted",
    "insurance:upload_statement": "posted",
    "ui:link_answer": "posted",
    "web:health": "for the watchman",
    "organization:enter": "posted",
    "organization:enter_by_pin": "posted",
    "organization:enter_by_card": "posted",
    "organization:leave": "posted",
    "organization:choose_password": "posted",
    "organization:end_session": "posted",
    "organization:give_password": "posted",
    "organization:enrol_this_device": "posted",
    "organization:enter_practice": "posted",
    "organization:leave_practice": "posted",
    "customers:upload_ledger": "posted",
    "customers:refused_rows": "a file",
    "customers:export_file": "a file",
    "reports:sheets": "a file",
    "reports:report_file": "a file",
    "insurance:proposal_file": "a file",
    "insurance:delivery_pack_file": "a file",
    "reports:indicators_sheets": "a file",
    "reports:indicator": "walked below, one of each kind",
    "reports:plan": "walked below, one of each kind",
    "service:entrance_matches": "a part of the entrance",
    "service:mileage_hint": "a part of the walk-around",
    "service:hours": "a part of booking",
    "service:find_operations": "a part of the write-up",
    "service:link_photo": "a photo",
}
"""Addresses that are no page of their own, and why."""

LOOKERS: dict[str, Role | None] = {
    "web": ADVISOR,
    "ui": ADVISOR,
    "organization": Role.OFFICE_DIRECTOR,
    "organization:login": NOBODY,
    "customers": ADVISOR,
    "customers:catalogue": Role.SERVICE_MANAGER,
    "customers:recall": Role.SERVICE_MANAGER,
    "customers:imports": Role.GENERAL_MANAGER,
    "customers:importrun": Role.GENERAL_MANAGER,
    "customers:exports": Role.GENERAL_MANAGER,
    "customers:customerexport": Role.GENERAL_MANAGER,
    "reports": Role.GENERAL_MANAGER,
    "messaging": Role.CUSTOMER_RELATIONS_MANAGER,
    "parts": Role.STOREKEEPER,
    "ui:printer": ADVISOR,
    "ui:printer_sheet": ADVISOR,
    "cashier": Role.CASHIER,
    "service": ADVISOR,
    "service:entrance": Role.GUIDE,
    "service:board": Role.WORKSHOP_SUPERVISOR,
    "service:late_cars": Role.WORKSHOP_SUPERVISOR,
    "service:clocks": Role.WORKSHOP_SUPERVISOR,
    "service:clockrecord": Role.WORKSHOP_SUPERVISOR,
    "service:measures": Role.SERVICE_MANAGER,
    "service:wall": Role.WORKSHOP_SUPERVISOR,
    "service:my_jobs": Role.TECHNICIAN,
    "service:inspection": Role.QUALITY_INSPECTOR,
    "service:inspected": Role.QUALITY_INSPECTOR,
    "service:wash": Role.WASHER,
    "service:gate": Role.GUARD,
    "service:gate_pass": Role.GUARD,
    "care": Role.AFTERSALES_CARE,
    "care:complaint": Role.CUSTOMER_RELATIONS_MANAGER,
    "care:complaints": Role.CUSTOMER_RELATIONS_MANAGER,
    "care:followupsummary": Role.CUSTOMER_RELATIONS_MANAGER,
    "care:inquiry": Role.CUSTOMER_CARE,
    "care:inquiries": Role.CUSTOMER_CARE,
    "care:inquirytopic": Role.CUSTOMER_RELATIONS_MANAGER,
    "care:inquirytopics": Role.CUSTOMER_RELATIONS_MANAGER,
    "insurance": Role.FI_MANAGER,
    "training": Role.FI_MANAGER,
    "duties": Role.GENERAL_MANAGER,
}
"""Who looks at a room's pages, and at single pages of it."""

HOMES = (
    ADVISOR,
    Role.FRONT_DESK_SUPERVISOR,
    Role.SERVICE_MANAGER,
    Role.WORKSHOP_SUPERVISOR,
    Role.TEAM_LEADER,
    Role.TECHNICIAN,
    Role.QUALITY_INSPECTOR,
    Role.WASHER,
    Role.STOREKEEPER,
    Role.PARTS_MANAGER,
    Role.CASHIER,
    Role.AFTERSALES_CARE,
    Role.CUSTOMER_RELATIONS_MANAGER,
    Role.GENERAL_MANAGER,
    Role.OFFICE_DIRECTOR,
    Role.GUIDE,
    Role.GUARD,
)


def addresses() -> dict[str, list[str]]:
    """Name of every address of the house → the arguments that it takes."""
    return dict(_walk(get_resolver().url_patterns, "", []))


def _walk(patterns: Any, space: str, taken: list[str]) -> Iterator[tuple[str, list[str]]]:
    for each in patterns:
        mine = taken + list(each.pattern.converters)
        if isinstance(each, URLResolver):
            yield from _walk(
                each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space, mine
            )
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", mine


def looker(page: str) -> Role | None:
    """The general manager looks at what nobody was named for, so that a new page is not forgotten."""
    return LOOKERS.get(page, LOOKERS.get(page.partition(":")[0], Role.GENERAL_MANAGER))


Found = Iterator[tuple[str, Any]]


def in_each_state(records: QuerySet[Any]) -> Found:
    """The newest and the oldest record in each state; of a record without states the newest."""
    if not any(field.name == "state" for field in records.model._meta.fields):
        if newest := records.order_by("pk").last():
            yield "", newest
        return
    for state in records.model.State.values:
        there = records.filter(state=state).order_by("pk")
        if there:
            yield state, there.last()
        if state in getattr(records.model, "HERE", ()) and len(there) > 1:
            yield f"{state}-oldest", there.first()


def orders(*states: str) -> Callable[[], Found]:
    return lambda: in_each_state(RepairOrder.objects.filter(state__in=states))


def _extra_works() -> Found:
    """The newest car that is here for each answer to what was found on it."""
    asked = Agreement.objects.filter(about=Agreement.About.EXTRA, order__state__in=RepairOrder.HERE)
    for answer in Agreement.Answer.values:
        if there := asked.filter(answer=answer).order_by("pk").last():
            yield answer, there.order


def _calls() -> Found:
    """The newest visit for each state of its call, and the first that nobody has called."""
    for state, follow_up in in_each_state(FollowUp.objects.filter(kind=FollowUp.Kind.SERVICE)):
        yield state, follow_up.order
    called = FollowUp.objects.values("order")
    left = RepairOrder.objects.filter(state=HERE.LEFT, callback_on__isnull=False).exclude(pk__in=called)
    yield "due", left.order_by("pk").last()


def _with_a_past() -> Found:
    """A car that is here and was here before, and its owner."""
    here = RepairOrder.objects.filter(state__in=RepairOrder.HERE, customer__isnull=False)
    yield "", max(here, key=lambda order: RepairOrder.objects.filter(vehicle=order.vehicle).count())


def _vehicle() -> Found:
    return ((says, order.vehicle) for says, order in _with_a_past())


def _customer() -> Found:
    return ((says, order.customer) for says, order in _with_a_past())


def _insured_cars() -> Found:
    """One whose papers are whole, one that lacks some."""
    for state, dossier in in_each_state(model_of("insurance:dossier")._base_manager.all()):
        yield state, dossier.policy.vehicle


def _asked_by_link(action: Action, state: str) -> Callable[[], Found]:
    """An order whose customer was sent a link that stands."""

    def found() -> Found:
        for order in RepairOrder.objects.filter(state=state).order_by("-pk"):
            if link_pages.standing_key(action, order):
                yield state, order
                return

    return found


def _papers() -> Found:
    for kind in Paper.objects.order_by("kind").values_list("kind", flat=True).distinct():
        yield kind.replace(".", "-"), Paper.objects.filter(kind=kind).order_by("pk").last()


def _slips() -> Found:
    for signed in (True, False):
        yield ("signed" if signed else "unsigned"), IssueSlip.objects.exclude(signed_at__isnull=signed).last()


def _lately_paid() -> Found:
    yield "", Payment.objects.order_by("pk").last()


def _statements() -> Found:
    yield "", Statement.objects.filter(order__state__in=RepairOrder.HERE).order_by("pk").last()


def _supervisor() -> Found:
    """Whose post has duties of every kind."""
    held = Tenure._base_manager.filter(role=Role.WORKSHOP_SUPERVISOR, until=None).select_related("person")
    yield from (("", tenure.person) for tenure in held[:1])


def _advisor() -> Found:
    """Who has cars, customers and promises in his name."""
    held = Tenure._base_manager.filter(role=Role.SERVICE_ADVISOR, until=None).select_related("person")
    yield from (("", tenure.person) for tenure in held.order_by("pk")[:1])


def _reckoned() -> Found:
    """A line of each kind that opens its records."""
    rows = AppraisalLine.objects.exclude(value=None).exclude(events="")
    for kind in rows.order_by("kind").values_list("kind", flat=True).distinct():
        yield kind, rows.filter(kind=kind).order_by("pk").last()


def _reckoned_of_departments() -> Found:
    """A department's figure that opens its records."""
    rows = DepartmentFigure.objects.exclude(value=None).exclude(events="")
    yield from (("", each) for each in rows.order_by("-pk")[:1])


RECORDS: dict[str, Callable[[], Found]] = {
    "organization:person": lambda: iter(()),
    "organization:belongings": _advisor,
    "organization:handover_paper": lambda: in_each_state(
        model_of("organization:handover")._base_manager.all()
    ),
    "duties:sentence": lambda: iter(()),
    "duties:post": _supervisor,
    "duties:evidence": _supervisor,
    "service:walk_around": lambda: in_each_state(RepairOrder.objects.filter(state=HERE.DRAFT)),
    "service:write_up": orders(HERE.DRAFT, HERE.WAITING),
    "care:call": _calls,
    "customers:customer": _customer,
    "customers:vehicle": _vehicle,
    "service:order_link": _asked_by_link(sign_order_by_link, HERE.DRAFT),
    "service:copies_link": _asked_by_link(open_copies, HERE.IN_REPAIR),
    "service:draft_paper": orders(HERE.DRAFT),
    "service:draft_papers": orders(HERE.DRAFT, HERE.READY),
    "service:draft_statement": _statements,
    "service:statement_link": _asked_by_link(sign_statement_by_link, HERE.READY),
    "service:inspected": orders(HERE.IN_REPAIR, HERE.CHECKING),
    "service:extra_work": _extra_works,
    "service:delivery": orders(HERE.READY, HERE.SETTLING, HERE.RELEASED, HERE.LEFT),
    "service:gate_pass": orders(HERE.RELEASED, HERE.LEFT),
    "service:paper": _papers,
    "cashier:payment_paper": _lately_paid,
    "parts:slip_paper": _slips,
    "reports:report_paper": lambda: in_each_state(model_of("reports:report")._base_manager.all()),
    "duties:appraisal_now": _supervisor,
    "duties:appraisalline": _reckoned,
    "duties:departmentfigure": _reckoned_of_departments,
    "duties:appraisal_paper": lambda: in_each_state(model_of("duties:appraisal")._base_manager.all()),
    "duties:minutes": lambda: in_each_state(model_of("duties:meeting")._base_manager.all()),
    "notices:notice_paper": lambda: in_each_state(model_of("notices:notice")._base_manager.all()),
    "insurance:renewal_book": lambda: in_each_state(model_of("insurance:renewalmonth")._base_manager.all()),
    "insurance:proposal": lambda: in_each_state(model_of("insurance:renewal")._base_manager.all()),
    "insurance:car": _insured_cars,
    "insurance:delivery_pack": _insured_cars,
    "insurance:kept_paper": lambda: in_each_state(model_of("insurance:keptpolicy")._base_manager.all()),
    "insurance:quote_paper": lambda: in_each_state(model_of("insurance:quote")._base_manager.all()),
    "parts:requisition_paper": lambda: in_each_state(model_of("parts:requisition")._base_manager.all()),
}
"""Pages of one record whose name is not the record's own, and which records tell most there."""

WITH_A_KIND = {"service:draft_paper": ("HC", "WL"), "duties:evidence": ("WSM-05",)}


def model_of(page: str) -> type[Model]:
    """A page of one record bears the record's name."""
    room, _, name = page.partition(":")
    return apps.get_model(room, name)


def records_of(page: str) -> Found:
    """The records whose page this is."""
    if page in RECORDS:
        yield from RECORDS[page]()
        return
    yield from in_each_state(model_of(page)._base_manager.all())


def sights() -> Iterator[Sight]:
    """Every page of the house as somebody sees it."""
    yield from _doors()
    for role in HOMES:
        yield Sight("web:home", role.name.lower(), role, reverse("web:home"))
    for page, takes in addresses().items():
        if page in NOT_LOOKED_AT or page == "web:home" or page == "organization:login":
            continue
        if not takes:
            yield Sight(page, "", looker(page), reverse(page))
        elif takes == ["code"]:
            yield Sight(page, "", looker(page), reverse(page, args=["WSM-05"]))
        else:
            yield from _of_records(page, takes)
    yield from _narrowed()
    yield from _people()
    yield from _links()
    yield from _forms()


def _of_records(page: str, takes: list[str]) -> Iterator[Sight]:
    for says, record in records_of(page):
        if record is None:
            continue
        for kind in WITH_A_KIND.get(page, ("",)):
            given = {"pk": record.pk} | ({takes[1]: kind} if len(takes) > 1 else {})
            says_all = "-".join(filter(None, (says, kind)))
            yield Sight(page, says_all, looker(page), reverse(page, kwargs=given))


def _doors() -> Iterator[Sight]:
    yield Sight("organization:login", "", NOBODY, reverse("organization:login"))
    yield Sight("not-found", "", ADVISOR, "/nowhere", 404)
    employing = reverse("ui:act", args=["organization.employ_person"])
    yield Sight("not-for-you", "", Role.TECHNICIAN, employing, 404)


def _narrowed() -> Iterator[Sight]:
    """The same pages asked for more: a search, a filter that empties, the other scope."""
    plate = (
        RepairOrder.objects.filter(state__in=RepairOrder.HERE).values_list("plate", flat=True).first() or ""
    )
    search = reverse("web:search")
    yield Sight("web:search", "found", ADVISOR, f"{search}?q={plate[-3:]}")
    yield Sight("web:search", "nothing", ADVISOR, f"{search}?q=QQQQQ")
    yield Sight("web:home", "all-of-it", ADVISOR, reverse("web:home") + "?all")
    yield Sight("service:orders", "supervisor", Role.FRONT_DESK_SUPERVISOR, reverse("service:orders"))
    board = reverse("service:board")
    yield Sight("service:board", "advisor", ADVISOR, board)
    yield Sight("service:board", "mechanical", Role.WORKSHOP_SUPERVISOR, f"{board}?scope=mechanical")
    yield Sight("service:my_jobs", "leader", Role.TEAM_LEADER, reverse("service:my_jobs"))
    yield Sight("service:wash", "supervisor", Role.WORKSHOP_SUPERVISOR, reverse("service:wash"))
    for figure in ("service.cars_arrived", "service.first_promise_kept", "parts.worth_of_stock"):
        yield Sight(
            "reports:indicator", figure, Role.GENERAL_MANAGER, reverse("reports:indicator", args=[figure])
        )
    for code in ("desk_week", "quality_month", "parts_month"):
        yield Sight("reports:plan", code, Role.GENERAL_MANAGER, reverse("reports:plan", args=[code]))


def _people() -> Iterator[Sight]:
    for role in (Role.TECHNICIAN, Role.SERVICE_MANAGER):
        holder = holder_of(role)
        path = reverse("organization:person", args=[holder.pk if holder else 0])
        yield Sight("organization:person", role.name.lower(), Role.OFFICE_DIRECTOR, path)


def holder_of(role: Role) -> Person | None:
    """The first holder of a post."""
    tenures = Tenure._base_manager.filter(role=role, until=None, person__disabled_at=None)
    first = tenures.select_related("person").order_by("person__employee_no").first()
    return first.person if first else None


def _links() -> Iterator[Sight]:
    """What the customer sees; the first link to each record can be told again from the house's own secret."""
    for says, action, records in (
        ("order", sign_order_by_link, RepairOrder.objects.filter(state=HERE.DRAFT)),
        ("statement", sign_statement_by_link, RepairOrder.objects.filter(state=HERE.READY)),
        ("extra", answer_extra_work, Agreement.objects.filter(answer=Agreement.Answer.PENDING)),
        ("order-signed", sign_order_by_link, RepairOrder.objects.exclude(state=HERE.DRAFT)),
        ("statement-signed", sign_statement_by_link, RepairOrder.objects.exclude(state=HERE.READY)),
    ):
        for record in records.order_by(F("pk").desc())[:400]:
            if key := link_pages.standing_key(action, record):
                yield Sight("ui:link", says, NOBODY, reverse("ui:link", args=[key]))
                break
    yield Sight("ui:link", "gone", NOBODY, reverse("ui:link", args=["nothing-of-the-kind"]), 404)


def _forms() -> Iterator[Sight]:
    """Every action that asks something, on the newest record where somebody of the store may do it."""
    for action in registry.ACTIONS.values():
        if action.name not in acting.FORMS or acting.asks_nothing(action):
            continue
        if found := _open_to(action):
            role, path = found
            yield Sight("ui:act", action.name, role, path)


def _open_to(action: Action) -> tuple[Role, str] | None:
    for role in (role for role in Role if role in action.by or action.by is ANYBODY):
        holder = holder_of(role)
        if holder is None:
            continue
        ctx = Context(holder.store_id, holder.pk)
        if action.subject_model is None:
            return role, acting.act_url(action, None)
        for record in action.subject_model._base_manager.order_by("-pk")[:AS_MANY]:
            if action.status(ctx, record).allowed:
                return role, acting.act_url(action, record)
    return None
