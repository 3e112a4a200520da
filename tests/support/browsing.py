"""A browser in which somebody has come in through the real door, and every address that the house answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.urls import URLPattern, get_resolver

from zhangdian.foundation.kernel import links, registry
from zhangdian.foundation.kernel.figures import FIGURES
from zhangdian.foundation.kernel.models import Link
from zhangdian.foundation.kernel.records import Guarded
from zhangdian.foundation.ui import link_pages
from zhangdian.foundation.ui.exports import EXPORTS
from zhangdian.management.reports.kinds import KINDS
from zhangdian.people.organization import visitors
from zhangdian.people.organization.models import Person

DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140 Safari/537.36"


def browser_of(who: Any, **how: Any) -> Client:
    """With a session of this person; answers 500 come back as answers."""
    client = Client(raise_request_exception=False, headers={"user-agent": DESK}, **how)
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    visitors.let_in(request, Person._base_manager.get(pk=who.person_id))
    request.session["began"] = request.session["seen"]
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
    return client


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: its name, what it asks for, and who answers."""

    name: str
    route: str
    converters: dict[str, Any]
    view: Any

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.converters)})" if self.converters else self.name


def addresses(resolver: Any = None, space: str = "", route: str = "") -> Iterator[Address]:
    """Every address of the house, from the resolver."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = f"{space}:{pattern.name}" if space else str(pattern.name)
            yield Address(name, here, dict(pattern.pattern.converters), pattern.callback)
        else:
            yield from addresses(pattern, pattern.namespace or space, here)


KEYS: dict[str, tuple[str, ...]] = {
    "service.RepairOrder": (
        "service:walk_around", "service:mileage_hint", "service:write_up", "service:find_operations",
        "service:order_link", "service:extra_work", "service:inspected", "service:draft_paper",
        "service:draft_papers", "service:delivery", "service:statement_link", "service:gate_pass",
        "service:copies_link", "care:call",
    ),
    "service.Statement": ("service:draft_statement",),
    "kernel.Paper": ("service:paper",),
    "kernel.Upload": ("ui:photo", "service:link_photo"),
    "parts.Requisition": ("parts:requisition_paper",),
    "parts.IssueSlip": ("parts:slip_paper",),
    "reports.Report": ("reports:report_paper", "reports:report_file", "reports:sheets"),
    "cashier.Payment": ("cashier:payment_paper",),
    "duties.Meeting": ("duties:minutes",),
    "notices.Notice": ("notices:notice_paper",),
    "duties.Appraisal": ("duties:appraisal_paper",),
    "customers.ImportRun": ("customers:refused_rows",),
    "customers.CustomerExport": ("customers:export_file",),
    "organization.Person": (
        "organization:person", "organization:give_password", "duties:post", "duties:evidence",
        "organization:belongings",
        "duties:appraisal_now",
    ),
    "organization.HandOver": ("organization:handover_paper",),
    "customers.Vehicle": ("insurance:car", "insurance:delivery_pack", "insurance:delivery_pack_file"),
    "insurance.KeptPolicy": ("insurance:kept_paper",),
    "insurance.Quote": ("insurance:quote_paper",),
    "insurance.Renewal": ("insurance:proposal", "insurance:proposal_file"),
    "insurance.RenewalMonth": ("insurance:renewal_book",),
}  # fmt: skip
"""Model → addresses whose key is one of it, where the address has not the model's own name."""
MODELS = {name: label for label, names in KEYS.items() for name in names}


def model_of(address: Address) -> Any:
    """Of which record the key in an address is; None where nobody said it."""
    if label := MODELS.get(address.name):
        return apps.get_model(label)
    room, _, name = address.name.partition(":")
    try:
        return apps.get_model(room, name)
    except LookupError:
        return None


def arguments(address: Address, shop: Any) -> Iterator[dict[str, Any]]:
    """What may stand in the places of an address: newest records first; nothing where it is not known."""
    choices: list[list[tuple[str, Any]]] = []
    for place in address.converters:
        known = places(address, place, shop)
        choices.append([(place, each) for each in known])
    yield from (dict(chosen) for chosen in product(*choices))


def places(address: Address, place: str, shop: Any) -> list[Any]:
    if place == "pk":
        model = model_of(address)
        return list(keys_here(model, shop)) if model else []
    if place == "key":
        return link_keys(shop)
    if place == "name":
        return ["service.sign_order_by_link"] if "key" in address.converters else list(EXPORTS)
    if address.name == "reports:plan":
        return list(KINDS)
    if place == "figure":
        return list(FIGURES)
    return {"kind": ["HC", "WL"], "handle": ["others"], "code": ["WSM-05"]}.get(place, [])


def keys_here(model: Any, shop: Any) -> list[int]:
    """Keys of this store's records, the newest first."""
    rows = model.objects.of(shop.clock) if issubclass(model, Guarded) and hasattr(model, "belongs") else None
    if rows is None:
        rows = model._base_manager.filter(store_id=shop.store_id)
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:120])


def link_keys(shop: Any) -> list[str]:
    """Keys of links that customers have been sent."""
    found = []
    for link in Link.objects.filter(store_id=shop.store_id):
        action = registry.ACTIONS[link.action.split()[0]]
        found.append(link_pages.standing_key(action, links.subject_of(link)))
    return [key for key in found if key]
