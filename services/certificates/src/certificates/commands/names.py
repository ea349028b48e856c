from uuid import UUID

from certificates.domain.holders.names import (
    IncompleteName,
    NoName,
    TooManyNameChecks,
    is_incomplete,
    same_name,
    same_team_name,
)
from certificates.wiring import App


async def check_name(app: App, certificate_id: UUID, typed: str) -> bool:
    """Whether the name that a verifier reads on the paper is the holder's: a person's, or a team's.

    Raises UnknownCertificate, Erased, TooManyNameChecks; NoName and IncompleteName, which take no try away.
    """
    certificate = await app.certificates.get(certificate_id)
    name = certificate.handed_out.name
    if not typed.strip():
        raise NoName
    is_of_team = certificate.achievement.is_for_team
    if not is_of_team and is_incomplete(typed, name):
        raise IncompleteName
    if not await app.name_checks.take(certificate_id, app.now()):
        raise TooManyNameChecks(app.name_checks.wait)
    return same_team_name(typed, name) if is_of_team else same_name(typed, name)
