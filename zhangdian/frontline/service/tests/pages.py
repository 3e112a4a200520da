"""How tests look at pages and press buttons on them, as somebody of the shop."""

from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory

from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.ui import act_views
from zhangdian.people.organization.visitors import Visitor


def visitor(who: Context) -> Visitor:
    """The person as pages know him."""
    return Visitor(who.store_id, who.person_id, who.kind, who.link_id, who.device)


def look(who: Context, view: Any, path: str = "/", *, device: str = "desktop", **where: Any) -> HttpResponse:
    """A page as this person sees it on such a device."""
    joint = "&" if "?" in path else "?"
    request: Any = RequestFactory().get(f"{path}{joint}device={device}")
    request.ctx = visitor(who)
    answer: HttpResponse = view(request, **where)
    return answer


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def press(who: Context, name: str, pk: int | None = None, **sent: Any) -> HttpResponse:
    """A button or form of an action, as htmx sends it."""
    request: Any = RequestFactory().post("/act", sent, headers={"HX-Request": "true"})
    request.ctx = visitor(who)
    where = {"name": name} if pk is None else {"name": name, "pk": pk}
    return act_views.act(request, **where)
