"""What the tree looks like: furniture, imports, links, keys, numbers, time and SQL, each where it belongs."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests import departures
from zhangdian.foundation.kernel.records import Guarded

TREE = Path(__file__).parent.parent / "zhangdian"
FLOORS = ("foundation", "people", "resources", "frontline", "aftercare", "management", "doors")
ABOVE_ON_ITS_FLOOR = {
    ("ui", "kernel"),
    ("customers", "organization"),
    ("messaging", "customers"),
    ("messaging", "organization"),
    ("parts", "cashier"),
    ("sales", "service"),
    ("accidents", "insurance"),
    ("duties", "reports"),
}
"""Arrows between rooms of one floor."""


@cache
def source(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules(*, tests: bool = False) -> list[Path]:
    """Every module of the house; its tests and migrations only when asked."""
    found = [path for path in TREE.rglob("*.py") if "migrations" not in path.parts]
    return sorted(path for path in found if tests or "tests" not in path.parts)


def place(path: Path) -> str:
    return str(path.relative_to(TREE))


def room_of(path: Path) -> tuple[str, ...]:
    """Floor and room of a file, or nothing for the few that stand at the door."""
    parts = path.relative_to(TREE).parts
    return parts[:2] if parts[0] in FLOORS and len(parts) > 2 else ()


def imports(path: Path) -> Iterator[str]:
    """Dotted names of what a module imports from the house."""
    for node in ast.walk(source(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("zhangdian."):
            for alias in node.names:
                yield f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("zhangdian."))


# ---- furniture ------------------------------------------------------------------------------------

ORDER = (
    "models",
    "queries",
    "figures",
    "gates",
    "*",
    "actions",
    "ledgers",
    "forms",
    "jobs",
    "views",
    "urls",
    "apps",
)
"""Each file imports only files before it; the star stands for the nouns, which all but models may import."""
LOOKING = {"commands", "link_pages", "link_views", "panels", "queues"}
"""Other ways of looking and pressing: they stand where views stand."""
SAME_STEP = {("link_views", "link_pages"), ("figures", "queries"), ("forms", "jobs"), ("jobs", "forms")}


def step(name: str) -> int:
    return ORDER.index("views" if name in LOOKING else name if name in ORDER else "*")


def wrong_furniture() -> Iterator[str]:
    for path in modules():
        room = room_of(path)
        if not room or "management" in path.parts[len(TREE.parts) :][2:] or "templatetags" in path.parts:
            continue
        inside = path.relative_to(TREE / Path(*room)).with_suffix("").parts
        for name in imports(path):
            there = name.split(".")[1:]
            within = there[2:] if tuple(there[:2]) == room else []
            if within and (told := against_the_order(inside, within, Path(TREE, *room))):
                yield f"{place(path)} imports {name}: {told}"


def against_the_order(mine: tuple[str, ...], theirs: list[str], room: Path) -> str:
    """Why a file of a room may not import another of it."""
    my_stage = mine[0] if len(mine) > 1 and is_stage(room / mine[0]) else ""
    their_stage = theirs[0] if is_stage(room / theirs[0]) else ""
    theirs = theirs[1:] if their_stage else theirs
    if my_stage and their_stage and my_stage != their_stage:
        return f"stage {my_stage} imports stage {their_stage}"
    if not theirs:
        return ""
    my_name, their_name = mine[1] if my_stage else mine[0], theirs[0]
    before, after = step(their_name), step(my_name)
    if my_stage and not their_stage and their_name == my_name:
        return ""
    if their_stage and not my_stage:
        return "" if before <= after else f"{my_name} stands before {their_name}"
    nouns = step("*")
    if before == nouns and after in (step("models"), nouns, step("queries"), step("figures"), step("gates")):
        return ""
    if (my_name, their_name) in SAME_STEP or my_name == their_name:
        return ""
    return "" if before < after else f"{my_name} stands before {their_name}"


def is_stage(folder: Path) -> bool:
    return (folder / "actions.py").exists()


def test_each_file_of_a_room_imports_only_files_before_it():
    only_known(wrong_furniture(), departures.FURNITURE)


@pytest.mark.parametrize(
    ("mine", "theirs", "seen"),
    [
        (("models",), ["actions", "x"], True),
        (("gates",), ["actions", "x"], True),
        (("queries",), ["views", "x"], True),
        (("stock",), ["actions", "x"], True),
        (("window", "actions"), ["counting", "actions", "x"], True),
        (("window", "actions"), ["stock", "x"], False),
        (("window", "views"), ["window", "forms", "x"], False),
        (("actions",), ["window", "actions", "x"], False),
        (("views",), ["actions", "x"], False),
        (("actions",), ["gates", "x"], False),
    ],
)
def test_the_order_sees_what_it_is_there_to_see(mine, theirs, seen):
    assert bool(against_the_order(mine, theirs, TREE / "resources/parts")) is seen


def test_no_import_hides_inside_a_function():
    hidden = []
    for path in modules():
        if path.name == "apps.py":
            continue
        for node in ast.walk(source(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = (each for each in ast.walk(node) if isinstance(each, ast.Import | ast.ImportFrom))
                hidden += [f"{place(path)}: {node.name}" for _ in inner]
    only_known(hidden, departures.HIDDEN_IMPORTS)


def test_every_module_says_what_it_is_about():
    written = [path for path in modules() if path.read_text(encoding="utf-8").strip()]
    assert [place(path) for path in written if not ast.get_docstring(source(path))] == []


# ---- arrows that imports do not show --------------------------------------------------------------


def may_know(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether a room may know another: itself, a floor below, or an arrow on its own floor."""
    if mine == theirs:
        return True
    if FLOORS.index(theirs[0]) < FLOORS.index(mine[0]):
        return True
    return mine[0] == theirs[0] and (mine[1], theirs[1]) in ABOVE_ON_ITS_FLOOR


def rooms() -> dict[str, tuple[str, ...]]:
    """Label of a room → floor and room."""
    return {
        config.label: room_of(Path(config.path) / "apps.py")
        for config in apps.get_app_configs()
        if config.name.startswith("zhangdian.")
    }


LINK = re.compile(r"""{%\s*(?:url|include|extends)\s+["'](\w+)[:/]""")


def test_a_template_links_only_to_its_own_room_and_below():
    known, upward = rooms(), []
    for path in sorted(TREE.rglob("templates/**/*.html")):
        mine = room_of(path)
        for label in LINK.findall(path.read_text(encoding="utf-8")):
            if label in known and not may_know(mine, known[label]):
                upward.append(f"{place(path)} links to {label}")
    only_known(upward, departures.TEMPLATE_LINKS)


def test_a_foreign_key_to_another_room_leaves_no_trace_there():
    traces = []
    for model in apps.get_models():
        if not model.__module__.startswith("zhangdian."):
            continue
        for field in model._meta.local_fields:
            other = field.related_model
            if not isinstance(field, models.ForeignKey) or not isinstance(other, type):
                continue
            if other._meta.app_label != model._meta.app_label and not field.remote_field.hidden:
                traces.append(f"{model._meta.label}.{field.name}")
    assert traces == []


def test_every_foreign_key_protects_what_it_points_at():
    careless = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if issubclass(model, Guarded)
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT
    ]
    assert careless == []


# ---- numbers, time, SQL ---------------------------------------------------------------------------


def test_no_table_keeps_a_float():
    floats = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("zhangdian.")
        for field in model._meta.local_fields
        if isinstance(field, models.FloatField)
    ]
    assert floats == []


CLOCKS = {
    ("timezone", "now"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
}


def test_nobody_but_the_clock_asks_what_time_it_is():
    asked = []
    for path in modules():
        if place(path) == "foundation/kernel/clock.py":
            continue
        for node in ast.walk(source(path)):
            if isinstance(node, ast.Attribute):
                owner = node.value
                name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
                if (name, node.attr) in CLOCKS:
                    asked.append(f"{place(path)}: {name}.{node.attr}")
            elif isinstance(node, ast.ImportFrom) and node.module == "django.db.models.functions":
                asked += [f"{place(path)}: Now" for alias in node.names if alias.name == "Now"]
    assert asked == []


def constants(tree: ast.Module) -> set[str]:
    """Names at module level that hold a text as it is written."""
    return {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


WAYS = {"raw", "extra", "RawSQL", "executescript", "callproc", "_raw_delete", "_update", "writing"}


def past_the_orm() -> Iterator[str]:
    """Ways to the database that no queryset knows, and SQL that is put together from pieces."""
    for path in modules():
        fixed = constants(source(path))
        for node in ast.walk(source(path)):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in WAYS and not (name == "writing" and "kernel" in path.parts):
                yield f"{place(path)}: {name}()"
            elif name in {"execute", "executemany"} and isinstance(called, ast.Attribute) and node.args:
                text = node.args[0]
                written = isinstance(text, ast.Constant) or (isinstance(text, ast.Name) and text.id in fixed)
                if not written:
                    yield f"{place(path)}: {name}() of built SQL"


def test_nobody_goes_past_the_orm_unseen():
    only_known(past_the_orm(), departures.PAST_THE_ORM)


# ---- what is allowed to depart --------------------------------------------------------------------


def only_known(found: object, known: frozenset[str]) -> None:
    """Nothing that is not listed in tests/departures.py; the lists only shrink."""
    new = sorted(set(found) - known)  # type: ignore[call-overload]
    assert new == [], "\n".join(new)


@pytest.mark.parametrize("name", [name for name in vars(departures) if name.isupper()])
def test_the_departures_are_a_sorted_set_of_reasons_to_shrink(name):
    assert isinstance(getattr(departures, name), frozenset)


def test_the_floors_are_the_folders():
    folders = {path.name for path in TREE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert folders - {"__pycache__"} <= set(FLOORS)
    assert all(low != high for low, high in pairwise(FLOORS))


def test_each_element_of_a_page_is_defined_once():
    """A second definition of a name is thrown away by the browser, and what it did with it."""
    paths = [path for path in TREE.rglob("static/**/*.js") if "vendor" not in path.parts]
    scripts = [path.read_text(encoding="utf-8") for path in paths]
    names = [name for text in scripts for name in re.findall(r"customElements\.define\(\"([a-z-]+)\"", text)]
    assert len(names) > 15
    assert sorted({name for name in names if names.count(name) > 1}) == []
