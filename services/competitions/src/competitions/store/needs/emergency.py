"""Whom to call in an emergency, a document for each who competes by an entry."""

from typing import ClassVar, Final

from pydantic import TypeAdapter

from competitions.domain.needs.emergency import EmergencyContact, EmergencyContacts
from competitions.store.needs.sealing import Sealed
from shared.identity.sealing import KeyRing
from shared.mongo.database import Database

CONTACTS: Final = TypeAdapter(tuple[EmergencyContact, ...])


class EmergencyStore(Sealed[EmergencyContacts]):
    NAME: ClassVar = "emergency_contacts"
    SEALED: ClassVar = "contacts"
    COUNT: ClassVar = "called"

    def __init__(self, database: Database, keys: KeyRing) -> None:
        super().__init__(database, EmergencyContacts, keys, CONTACTS)
