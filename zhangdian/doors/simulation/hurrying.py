"""Playing fast: nothing watches the statements, and rubbish is looked for rarely."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from zhangdian.foundation.kernel.tidying import seldom_tidied


@contextmanager
def hurried() -> Iterator[None]:
    """A play and the making of its tables leave little rubbish and keep much: looking through all of it again
    and again takes a third of the time in which the tables are made, and a twentieth of the play.
    """
    debug = settings.DEBUG
    settings.DEBUG = False
    try:
        with seldom_tidied():
            yield
    finally:
        settings.DEBUG = debug
