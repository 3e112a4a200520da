"""What of the program carries each written duty; and where nothing does yet, why."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, get_resolver, reverse

from zhangdian.foundation.kernel import clockwork, registry
from zhangdian.foundation.kernel.figures import FIGURES
from zhangdian.foundation.kernel.gates import GATES
from zhangdian.foundation.kernel.papers import KINDS as PAPERS
from zhangdian.management.duties.carrying import CARRIED, names, not_yet
from zhangdian.management.duties.carrying.carrier import Carrier
from zhangdian.management.duties.written import DutyRow

NOTHING = Carrier()


def carrier_of(code: str) -> Carrier:
    """What carries this row; an empty one where nothing does."""
    return CARRIED.get(code, NOTHING)


def lacks_of(row: DutyRow) -> str:
    """What a carried row still lacks, or why an uncarried one is not carried yet; empty when all is there."""
    carrier = carrier_of(row.code)
    return carrier.lacks if carrier else not_yet.reason(row)


def way_of(row: DutyRow) -> str:
    """In which lighter way the rule is kept; empty where it is kept as it is written."""
    return carrier_of(row.code).way


@dataclass(frozen=True)
class Bound:
    """One named thing that carries a duty: what it is called, and whether it exists."""

    sort: str
    name: str
    label: str
    exists: bool


def bound(carrier: Carrier) -> Iterator[Bound]:
    """Everything that a row names, with its Chinese name where it has one."""
    for name in carrier.actions:
        declared = registry.ACTIONS.get(name)
        yield Bound("动作", name, declared.label if declared else name, declared is not None)
    for name in carrier.gates:
        gate = GATES.get(name)
        yield Bound("关口", name, gate.label if gate else name, gate is not None)
    for name in carrier.pages:
        yield Bound("页面", name, names.PAGES.get(name, name), page_exists(name))
    for name in carrier.papers:
        kind = PAPERS.get(name)
        yield Bound("单据", name, kind.label if kind else name, kind is not None)
    for name in carrier.figures:
        declared_figure = FIGURES.get(name)
        label = declared_figure.label if declared_figure else names.FIGURES.get(name, name)
        yield Bound("指标", name, label, stands_in(name, "figures"))
    for name in carrier.asks:
        yield Bound("查询", name, names.ASKED.get(name, name), stands_in(name, "queries"))
    for name in carrier.jobs:
        job = clockwork.JOBS.get(name)
        yield Bound("定时", name, job.label if job else name, job is not None)


def page_exists(name: str) -> bool:
    """Whether an address of this name is declared, whatever it takes."""
    try:
        reverse(name)
    except NoReverseMatch:
        room, _, page = name.partition(":")
        resolver = get_resolver().namespace_dict.get(room)
        return resolver is not None and page in {
            key for key in resolver[1].reverse_dict if isinstance(key, str)
        }
    return True


def stands_in(name: str, module: str) -> bool:
    """Whether a room has a function of this name among its figures or queries."""
    room, _, function = name.partition(".")
    try:
        found: Any = import_module(f"{apps.get_app_config(room).name}.{module}")
    except (LookupError, ModuleNotFoundError):
        return False
    return callable(getattr(found, function, None))
