from uuid import UUID

from certificates.domain.names import IncompleteName, TooManyNameChecks, is_incomplete, same_name
from certificates.wiring import App


async def check_name(app: App, certificate_id: UUID, typed: str) -> bool:
    """Whether the name that a verifier reads on the paper is the holder's.

    Raises UnknownCertificate, Erased, IncompleteName (which takes no try away), TooManyNameChecks.
    """
    certificate = await app.certificates.get(certificate_id)
    name = certificate.handed_out.name
    if is_incomplete(typed, name):
        raise IncompleteName
    if not await app.name_checks.take(certificate_id, app.now()):
        raise TooManyNameChecks(app.name_checks.wait)
    return same_name(typed, name)
