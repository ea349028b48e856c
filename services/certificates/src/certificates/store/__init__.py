"""Collections, documents and indexes, a file a collection. Nothing else of this service knows MongoDB."""

from certificates.store.certificates import CERTIFICATES, Certificates
from certificates.store.codes import Codes
from certificates.store.holders import People
from certificates.store.issuers import ISSUERS, Issuers
from certificates.store.name_checks import NameChecks

WITH_EVENTS = (ISSUERS, CERTIFICATES)

__all__ = ["WITH_EVENTS", "Certificates", "Codes", "Issuers", "NameChecks", "People"]
