"""Work that makes much and keeps most of it: rubbish is looked for rarely."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (1_000_000, 50, 50)
"""After so many more things made than thrown away: a play of a fortnight takes half a gigabyte by it."""


@contextmanager
def seldom_tidied() -> Iterator[None]:
    """What is there at the beginning is left alone; inside another such piece of work it changes nothing."""
    limits = gc.get_threshold()
    if limits == SELDOM:
        yield
        return
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*limits)
        gc.unfreeze()
