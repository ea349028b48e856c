"""Collections, documents and indexes, a file a collection. Nothing else of this service knows MongoDB.

Each store says the name of its collection, and whether its documents carry events that the relay publishes.
"""

from certificates.store.achievements import Achievements
from certificates.store.acts import Acts
from certificates.store.blanks import Blanks
from certificates.store.certificates import Certificates
from certificates.store.codes import CodedNames
from certificates.store.designs import Designs
from certificates.store.holders import Holders
from certificates.store.issuers import Issuers
from certificates.store.name_checks import NameChecks
from certificates.store.pictures import Pictures
from certificates.store.register_columns import RegisterColumnsStore

STORES = (
    Issuers,
    Certificates,
    Holders,
    CodedNames,
    NameChecks,
    Achievements,
    Pictures,
    Designs,
    Acts,
    Blanks,
    RegisterColumnsStore,
)

__all__ = [
    "STORES",
    "Achievements",
    "Acts",
    "Blanks",
    "Certificates",
    "CodedNames",
    "Designs",
    "Holders",
    "Issuers",
    "NameChecks",
    "Pictures",
    "RegisterColumnsStore",
]
