"""Libraries that take long to load and are seldom asked are loaded when they are asked first."""

from importlib import import_module
from typing import Any


class Later:
    """Stands for a library: `xlsxwriter = Later("xlsxwriter")`."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)
