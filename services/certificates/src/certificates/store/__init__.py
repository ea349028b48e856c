"""Collections, documents and indexes, a file a collection. Nothing else of this service knows MongoDB."""

from certificates.store.certificates import Certificates
from certificates.store.codes import Codes
from certificates.store.holders import People
from certificates.store.issuers import Issuers
from certificates.store.name_checks import NameChecks

__all__ = ["Certificates", "Codes", "Issuers", "NameChecks", "People"]
