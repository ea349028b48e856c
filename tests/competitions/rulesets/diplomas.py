"""What a published championship comes to in the other services: certificates that verifiers of others accept, and messages."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from tests.certificates import node
from tests.competitions.playing import HOME, Play
from tests.databases import database_of
from tests.fuzz.telling import Parts, tell
from tests.settings import settings_of

import certificates.wiring
import notifications.wiring
from certificates.commands.issuers import NewIssuer, open_issuer
from certificates.domain.certificate import Certificate
from certificates.queries.did_documents import did_document
from certificates.queries.status_lists import status_list_of
from certificates.settings import Settings as CertificateSettings
from notifications.settings import Settings as NotificationSettings
from shared.text import Text


@asynccontextmanager
async def told_to_the_others(play: Play, mongo_url: str) -> AsyncIterator[Parts]:
    """The other services, in this process, once they have heard everything, and of each other."""
    with database_of(mongo_url, "diplomas") as one, database_of(mongo_url, "letters") as another:
        to_certify = settings_of(CertificateSettings, mongo_url=mongo_url, mongo_database=one)
        to_write = settings_of(NotificationSettings, mongo_url=mongo_url, mongo_database=another)
        async with certificates.wiring.wire(to_certify) as certifying, notifications.wiring.wire(to_write) as writing:
            parts = Parts(play.app, certifying, writing)
            await open_issuer(certifying, NewIssuer(HOME, Text("Центр навыков", "Skills Centre"), "47"), uuid4())
            await tell(parts)  # the results
            await tell(parts)  # the certificates that they earned
            yield parts


async def is_accepted(parts: Parts, certificate: Certificate) -> bool:
    """Whether Digital Bazaar's verifier accepts it, with the keys and the status list that its issuer publishes."""
    app, signed = parts.certificates, json.loads(certificate.handed_out.credential)
    status = signed["credentialStatus"]
    number = int(status["statusListCredential"].rpartition("/")[2])
    listed = await status_list_of(app, certificate.organisation, status["statusPurpose"], number)
    fetched = {
        signed["issuer"]["id"]: await did_document(app, certificate.organisation),
        status["statusListCredential"]: json.loads(listed.body),
    }
    answer: Any = await node.run("vc.mjs", {"credential": signed, "documents": fetched})
    return bool(answer["verified"]) and not any(one["status"] for one in answer["status"])
