"""A store with its written duties and their times."""

from zhangdian.doors.simulation.people import Shop
from zhangdian.doors.simulation.visits import a_photo
from zhangdian.management.duties import cases, timetables, walks, written
from zhangdian.management.duties.actions import load_duties
from zhangdian.management.duties.models import DueItem, Round, RoundFault
from zhangdian.management.duties.rounds.actions import Fault, make_round
from zhangdian.management.duties.watching import jobs
from zhangdian.management.duties.watching.actions import load_case_rules, load_timetables
from zhangdian.people.organization.roles import Role


def with_duties(shop: Shop) -> None:
    """As the house ships them."""
    load_duties(shop.clock, rows=list(written.rows()), since=shop.today)
    load_timetables(shop.clock, rows=list(timetables.shipped()), points=list(timetables.shipped_points()))
    load_case_rules(shop.clock, rows=list(cases.shipped()))


def the_clock_looks(shop: Shop) -> None:
    """What the worker does every few minutes."""
    jobs.keep_store(shop.clock)


def item(shop: Shop, code: str) -> DueItem:
    """The newest time at which this duty was due."""
    found: DueItem = DueItem.objects.of(shop.clock).filter(code=code).order_by("-day")[0]
    return found


def walk(shop: Shop, role: Role = Role.WORKSHOP_SUPERVISOR, minutes: int = 10) -> Round:
    """A round of this post, all good, begun so many minutes ago."""
    began = shop.now
    shop.later(minutes=minutes)
    made: Round = make_round(shop.in_role(role), role=role, began_at=began).subject
    return made


def walk_and_find(shop: Shop, role: str, words: str) -> RoundFault:
    """A round that finds something amiss at its first point."""
    who = shop.in_role(role)
    point = walks.points_of(who, role)[0]
    photo = a_photo(who)
    faults = [Fault(point, words)]
    make_round(who, role=Role(role), began_at=shop.now, faults=faults, photos=[photo])
    found: RoundFault = RoundFault.objects.latest("pk")
    return found
