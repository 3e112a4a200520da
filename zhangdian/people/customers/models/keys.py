"""By what a person or car is found again, and the tables of other rooms."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac

from zhangdian.foundation.kernel import prefix  # noqa: F401 (registers the lookup `begins`)

STORE = "organization.Store"


PERSON = "organization.Person"


def key_of(number: str, secret: str | bytes | None = None) -> str:
    """The keyed hash under which a full phone or ID number is found again; empty for none."""
    if not number:
        return ""
    return salted_hmac("customers.number", number, secret=secret, algorithm="sha256").hexdigest()[:32]


def keys_of(number: str) -> list[str]:
    """The hash by the present secret and by those before it."""
    return [key_of(number, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def pool_of(ctx: Any) -> int:
    """The number under which the stores that share customers keep each VIN and plate once."""
    return int(min(ctx.standing.stores, default=ctx.store_id))


def index(field: str, name: str, **more: Any) -> models.Index:
    """An index that serves `begins` on both databases."""
    return models.Index(fields=[field], name=name, opclasses=["text_pattern_ops"], **more)
