"""The collections of this service. Nothing outside this package knows documents or queries."""

from notifications.store.deliveries import Deliveries
from notifications.store.destinations import Destinations
from notifications.store.inbox import Inbox
from notifications.store.news import NewsStore
from notifications.store.organisations import ToldOrganisations
from notifications.store.preferences import PreferencesStore
from notifications.store.recipients import Recipients
from notifications.store.suppressions import Suppressions
from notifications.store.watch import InboxWatch

__all__ = [
    "Deliveries",
    "Destinations",
    "Inbox",
    "InboxWatch",
    "NewsStore",
    "PreferencesStore",
    "Recipients",
    "Suppressions",
    "ToldOrganisations",
]
