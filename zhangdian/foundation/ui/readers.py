"""Who reads a page: declared on its view; for all others there is no such page."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import Http404, HttpRequest

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")
READERS = "readers"


def read_by(
    posts: Iterable[str],
) -> Callable[
    [Callable[Concatenate[HttpRequest, Rest], Answer]], Callable[Concatenate[HttpRequest, Rest], Answer]
]:
    """Only these posts; a page without this is for whoever works in the store."""
    readers = frozenset(map(str, posts))

    def declare(
        view: Callable[Concatenate[HttpRequest, Rest], Answer],
    ) -> Callable[Concatenate[HttpRequest, Rest], Answer]:
        @wraps(view)
        def shown(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Answer:
            if not readers.intersection(request.ctx.roles):  # type: ignore[attr-defined]
                raise Http404
            return view(request, *args, **kwargs)

        setattr(shown, READERS, readers)
        return shown

    return declare


def readers_of(view: Callable[..., Any]) -> frozenset[str] | None:
    """The posts that read a page; None where everybody in the store does."""
    found: frozenset[str] | None = getattr(view, READERS, None)
    return found
