"""Pages as a real house makes them, whatever the settings say for who writes them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

KEPT = [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])]


@pytest.fixture(autouse=True, scope="session")
def as_in_a_real_house() -> Iterator[None]:
    """Each template is read once, and nobody looks for the browser's files anew with each browser."""
    engine: dict[str, Any] = settings.TEMPLATES[0]
    kept = {**engine, "OPTIONS": {**engine["OPTIONS"], "loaders": KEPT}}
    with override_settings(TEMPLATES=[kept], WHITENOISE_USE_FINDERS=False):
        yield
