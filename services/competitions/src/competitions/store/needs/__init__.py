"""What people need, who comes with them, and whom to call: sealed where it lies."""

from competitions.store.needs.asked import Headline, NeedsStore
from competitions.store.needs.companions import CompanionsStore
from competitions.store.needs.emergency import EmergencyStore

__all__ = ["CompanionsStore", "EmergencyStore", "Headline", "NeedsStore"]
