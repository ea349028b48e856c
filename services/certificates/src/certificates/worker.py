"""Background work. The relay and the consumer come from the shared library; this service has no loop of its own."""

from certificates.handlers import handlers
from certificates.store import WITH_EVENTS

__all__ = ["WITH_EVENTS", "handlers"]
