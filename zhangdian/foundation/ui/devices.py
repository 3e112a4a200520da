"""In whose hand a page is: phone, tablet or desk; the server decides, so that tests see what people see."""

from enum import StrEnum

from django.http import HttpRequest, HttpResponse

CHOSEN = "zd_device"
"""Cookie of a device that somebody set by hand (`?device=phone`); wins over what the screen says."""
MEASURED = "zd_screen"
"""Cookie that the page's script sets from the width of the screen."""
A_YEAR = 365 * 24 * 3600


class Device(StrEnum):
    PHONE = "phone"
    TABLET = "tablet"
    DESKTOP = "desktop"

    @property
    def touch(self) -> bool:
        return self is not Device.DESKTOP


def _named(value: str | None) -> Device | None:
    return Device(value) if value in set(Device) else None


def chosen_now(request: HttpRequest) -> Device | None:
    """The device that this very address asks for."""
    return _named(request.GET.get("device"))


def kind(request: HttpRequest) -> Device:
    """The kind of device: asked for, chosen, measured, or guessed from what the browser says of itself."""
    asked = (
        chosen_now(request) or _named(request.COOKIES.get(CHOSEN)) or _named(request.COOKIES.get(MEASURED))
    )
    if asked:
        return asked
    agent = request.headers.get("User-Agent", "")
    if "iPad" in agent or "Tablet" in agent or ("Android" in agent and "Mobile" not in agent):
        return Device.TABLET
    if request.headers.get("Sec-CH-UA-Mobile") == "?1" or "Mobile" in agent:
        return Device.PHONE
    return Device.DESKTOP


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the device that the address asked for."""
    if device := chosen_now(request):
        response.set_cookie(
            CHOSEN, device, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
