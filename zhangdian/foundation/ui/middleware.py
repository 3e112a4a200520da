"""What every answer of the house tells the browser: run our scripts only, frame nothing, keep nothing.

And what a record that is not here answers, whether it is another store's or nobody's.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.ui import devices

POLICY = "; ".join(
    f"{what} {whence}"
    for what, whence in {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "media-src": "'self' blob:",
        "connect-src": "'self'",
        "font-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }.items()
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
    # Pages show people and their cars: nothing of them stays in a shared browser. Static files are
    # answered before this and carry their own.
    "Cache-Control": "no-store",
}


class Answers:
    """Adds the headers that a view did not set itself; keeps the device that the address asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        devices.remember(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A view asks for its record by `here`; one that is not here is a page that does not exist."""
        if isinstance(exception, NotHere):
            raise Http404 from exception
