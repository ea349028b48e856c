"""Python's collector, and what need not be looked through for garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def makes_what_stays() -> Iterator[None]:
    """What is made inside (code, routes, models) stands for good: it is not looked through while it is made, which would be a fifth
    of a start, nor afterwards. What requests leave is, but less often than by Python's own measure. Where whoever starts us has
    switched the collector off, that stays so.
    """
    was_on = gc.isenabled()
    gc.disable()
    yield
    if was_on:
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)
        gc.enable()
