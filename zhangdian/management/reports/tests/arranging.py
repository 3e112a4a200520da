"""Reports as sentences."""

from dataclasses import replace
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.papers import render
from zhangdian.management.reports import making
from zhangdian.management.reports.actions import add_report, set_report_plan, submit_report
from zhangdian.management.reports.jobs import deliver, deliver_due
from zhangdian.management.reports.kinds import About, Period
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.plans import Due, plans_on
from zhangdian.management.reports.sections import DECLARED
from zhangdian.people.organization.roles import Role


def clerk(shop: Shop) -> Context:
    return Context(shop.store.pk, kind=ActorKind.CLOCK)


def the_clock_delivers(shop: Shop) -> None:
    deliver_due(clerk(shop))


def breaks(patched: Any, section: str = "shop_floor") -> None:
    """What this section tells cannot be reckoned."""

    def broken(about: About) -> Any:
        raise ZeroDivisionError

    patched.setitem(DECLARED, section, replace(DECLARED[section], make=broken))


def a_report_now(shop: Shop, code: str = "workshop_day") -> Any:
    """Of today, at whatever hour it is."""
    plan = plans_on(clerk(shop), shop.today)[code]
    person = shop.person("service_advisor") if plan.kind.each else None
    deliver(clerk(shop), Due(plan, shop.today, shop.today, shop.now, person))
    return Report.objects.get(code=code)


def a_report(shop: Shop, code: str = "workshop_day") -> Any:
    """Delivered in the evening of today."""
    shop.at("19:00")
    the_clock_delivers(shop)
    return Report.objects.get(code=code)


def replanned(shop: Shop, who: Any = None, **changed: Any) -> Any:
    """A report at another hour, to another post, with other content; the rest stays."""
    kind = plans_on(clerk(shop), shop.today)[changed.get("code", "workshop_day")].kind
    stays = {
        "code": kind.code,
        "receiver": kind.receiver,
        "due": f"{kind.due:%H:%M}",
        "on": kind.on,
        "sections": list(kind.sections),
        "stands": True,
    }
    return set_report_plan(who or shop.service_manager, **{**stays, **changed})


def a_report_of_our_own(shop: Shop, who: Any = None, **more: Any) -> str:
    """The workshop's week on Monday, hours and who came back; its code."""
    given = {
        "title": "车间周报",
        "author": Role.WORKSHOP_SUPERVISOR,
        "receiver": Role.SERVICE_MANAGER,
        "period": Period.LAST_WEEK,
        "due": "10:00",
        "on": 1,
        "sections": ["figure:service.sold_hours", "course:service.sold_hours", "reworked"],
        "written": False,
        **more,
    }
    done = add_report(who or shop.service_manager, **given)
    return f"own-{done.entry.pk}"


def submit(ctx: Any, report: Report, words: str = "进店少了，周末补", proposal: str = "") -> Any:
    """Written by its author, with its page as the form makes it."""
    draft = making.draft_again(ctx, report, words, proposal)
    page, content = render(ctx, making.REPORT, draft), making.kept(draft.content)
    return submit_report(ctx, report, words=words, proposal=proposal, page=page, content=content)
