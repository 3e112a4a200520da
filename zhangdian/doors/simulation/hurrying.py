"""Playing fast: nothing watches the statements, and rubbish is looked for rarely."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def hurried() -> Iterator[None]:
    """A play and the making of its tables leave little rubbish and keep much: looking through all of it again
    and again takes a third of the time in which the tables are made, and a twentieth of the play.
    """
    debug, limits = settings.DEBUG, gc.get_threshold()
    settings.DEBUG = False
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        settings.DEBUG = debug
        gc.set_threshold(*limits)
        gc.unfreeze()
