"""What background work goes through one by one, so that none holds up another."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from shared.errors import Stale
from shared.observability.telemetry import continued, log


@contextmanager
def by_itself(work: str, id: UUID, *meanwhile: type[Exception]) -> Iterator[None]:
    """One of many, under a trace of its own. Whatever is wrong with it is told, and the others go on; the next look finds it again.

    `work`: the name of the trace. Stale, and `meanwhile`, say that somebody else is at it: that is no fault.
    """
    elsewhere: tuple[type[Exception], ...] = (Stale, *meanwhile)
    with continued(None, work):
        try:
            yield
        except elsewhere:
            log.info("it goes on elsewhere", work=work, id=str(id))
        except Exception as error:  # noqa: BLE001 - as said
            log.error("it was not done", work=work, id=str(id), exc_info=error)
