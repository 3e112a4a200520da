"""What the frame around every page knows: who looks, from where, what waits for him, and the time there."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import devices, nav, writing


class Frame:
    """The frame of one page; asks its questions only when the frame is really drawn, not for a partial."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.now = clock.now()
        self.device = devices.kind(request)

    @cached_property
    def ctx(self) -> Any:
        return getattr(self._request, "ctx", None)

    @cached_property
    def _counted(self) -> Any:
        return nav.counted(self.ctx)

    @cached_property
    def entries(self) -> list[nav.Shown]:
        return nav.entries_of(self.ctx, self._request.path, self._counted) if self.ctx else []

    @property
    def rail(self) -> list[nav.Shown]:
        return self.entries[: nav.RAIL]

    @property
    def behind_rail(self) -> list[nav.Shown]:
        return self.entries[nav.RAIL :]

    @property
    def tabs(self) -> list[nav.Shown]:
        return self.entries[: nav.TABS]

    @property
    def behind_tabs(self) -> list[nav.Shown]:
        return self.entries[nav.TABS :]

    @property
    def rail_more_is_on(self) -> bool:
        return any(entry.on for entry in self.behind_rail)

    @property
    def tabs_more_is_on(self) -> bool:
        return any(entry.on for entry in self.behind_tabs)

    @cached_property
    def bell(self) -> tuple[str, nav.Waiting | None] | None:
        return nav.bell_of(self._counted) if self.ctx else None

    @property
    def search_url(self) -> str:
        return nav.search_url()

    @property
    def day(self) -> str:
        return writing.day(self.now)

    @property
    def hour(self) -> str:
        return writing.hour(self.now)

    @property
    def zone(self) -> str:
        return timezone.get_current_timezone_name()


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame`, and `touch`, which a view may set otherwise for its page."""
    around = Frame(request)
    return {"frame": around, "touch": around.device.touch, "ctx": around.ctx}
