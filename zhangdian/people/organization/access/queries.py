"""Who may come in here: by number or telephone, by card, and whose names a shared device shows."""

from typing import Any

from django.db.models import Case, Q, When

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.people.organization import secrets
from zhangdian.people.organization.models import LoginSession, Person, SharedDevice, Store, Tenure
from zhangdian.people.organization.queries import in_force, works_on
from zhangdian.people.organization.roles import FLOOR, Role
from zhangdian.people.organization.sessions import IDLE


def person_called(typed: str) -> Person | None:
    """The person of this employee number or telephone; nobody where two share a telephone."""
    typed = typed.strip()
    people = Person._base_manager.filter(disabled_at=None)
    if exact := people.filter(employee_no=typed.upper()).first() or people.filter(employee_no=typed).first():
        return exact
    by_phone = list(people.filter(phone=typed)[:2]) if typed.isdigit() and len(typed) == 11 else []
    return by_phone[0] if len(by_phone) == 1 else None


def person_of_card(device: SharedDevice, number: str) -> Person | None:
    """Whose card was read, if he works in the store of this device."""
    digests = secrets.card_digests(number)
    people = Person._base_manager.filter(store=device.store_id, card_digest__in=digests, disabled_at=None)
    found: Person | None = people.first()
    return found


def names_on(device: SharedDevice) -> list[dict[str, Any]]:
    """The names that a shared device shows, those who work today first, each with his post; two queries."""
    today = clock.day(clock.now())
    tenures = Tenure._base_manager.filter(
        in_force(today), store=device.store_id, role__in=FLOOR, person__disabled_at=None
    ).exclude(person__kiosk_pin="", person__card_digest="")
    if device.department:
        tenures = tenures.filter(person__department=device.department)
    names: dict[int, dict[str, Any]] = {}
    clerk = Context(device.store_id, kind=ActorKind.CLOCK)
    here = works_on(clerk, today, today.weekday(), "person__")
    tenures = tenures.annotate(here=Case(When(here, then=True), default=False))
    for tenure in tenures.select_related("person").order_by("person__team", "person__employee_no", "pk"):
        person = tenure.person
        names.setdefault(
            person.pk,
            {
                "pk": person.pk,
                "name": person.name,
                "post": f"{person.team} {Role(tenure.role).label}".strip(),
                "here": tenure.here,
            },
        )
    return sorted(names.values(), key=lambda each: not each["here"])


def open_sessions(person_id: int) -> list[LoginSession]:
    """The sessions of somebody that are open now, the newest first."""
    his = Q(person=person_id) | Q(person__practice_of=person_id)
    rows = LoginSession.objects.filter(his, seen_at__gt=clock.now() - IDLE)
    return list(rows.select_related("device").order_by("-seen_at", "session_key"))


BROWSERS = {
    "MicroMessenger": "微信",
    "Edg/": "Edge",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "安卓",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def browser_of(session: LoginSession) -> str:
    """What the browser calls itself, in two words."""
    parts = [
        next((word for sign, word in signs.items() if sign in session.agent), "")
        for signs in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(filter(None, parts)) or session.agent[:30] or "浏览器"


def only_store() -> Store | None:
    """The store, where the house has but one: its name stands over the login."""
    stores = list(Store.objects.real()[:2])
    return stores[0] if len(stores) == 1 else None
