"""What people need, and who comes with them: sealed where it lies."""

from competitions.store.needs.asked import Headline, NeedsStore
from competitions.store.needs.companions import CompanionsStore

__all__ = ["CompanionsStore", "Headline", "NeedsStore"]
