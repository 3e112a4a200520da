"""Which tests show which duty: read from their marks, without running any."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import zhangdian

PACKAGE = Path(zhangdian.__file__).parent


def files_of_tests(package: Path = PACKAGE) -> list[Path]:
    """Tests inside the rooms, and those of the whole house beside the package."""
    around = package.parent / "tests"
    return sorted(
        [*package.rglob("tests/**/test_*.py"), *(around.rglob("test_*.py") if around.is_dir() else ())]
    )


@cache
def shown_by(package: Path = PACKAGE) -> dict[str, tuple[str, ...]]:
    """Row → the tests that bear its mark, as pytest names them."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in files_of_tests(package):
        for name, codes in marked(ast.parse(file.read_text(encoding="utf-8"))):
            for code in codes:
                found[code].append(f"{file.relative_to(package.parent).as_posix()}::{name}")
    return {code: tuple(tests) for code, tests in found.items()}


def marked(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Every test of a module with the rows of its own marks, its class's and its module's."""
    module = codes_in(
        value
        for node in tree.body
        if isinstance(node, ast.Assign) and any(is_named(goal, "pytestmark") for goal in node.targets)
        for value in (node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value])
    )
    yield from tests_in(tree.body, "", module)


def tests_in(body: list[ast.stmt], prefix: str, around: list[str]) -> Iterator[tuple[str, list[str]]]:
    for node in body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            yield from tests_in(node.body, f"{node.name}::", [*around, *codes_in(node.decorator_list)])
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield prefix + node.name, [*around, *codes_in(node.decorator_list)]


def codes_in(marks: Iterator[ast.expr] | list[ast.expr]) -> list[str]:
    """The rows named in `@pytest.mark.duty("…", "…")`."""
    return [
        argument.value
        for mark in marks
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr == "duty"
        for argument in mark.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def is_named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
