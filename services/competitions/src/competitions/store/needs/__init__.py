"""What people need, sealed where it lies."""

from competitions.store.needs.sealed import Headline, NeedsStore

__all__ = ["Headline", "NeedsStore"]
