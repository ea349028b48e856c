"""Everything that the acts of the demo share: who plays, who may be called, what is known so far."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
from rich.progress import Progress

from client.caller import Caller
from client.sign_in import Issuer
from demo.checks import Checks
from demo.entries import Entry, entries
from demo.expected import Outcome, outcomes
from demo.people import OFFICER, ORGANISER, Cast, Person
from demo.scheme import Scheme, schemes


@dataclass
class Course:
    """What another organisation handed out by a table."""

    organisation: str = ""
    achievement: str = ""
    table: str = ""
    certificates: list[str] = field(default_factory=list)
    """Ids."""
    duplicate: str = ""
    """The id of the certificate that stands for a lost paper."""


@dataclass
class Stage:
    base_url: str
    http: httpx2.AsyncClient
    issuer: Issuer
    files: Path
    """Where the certificates are written to."""
    progress: Progress
    cast: Cast = field(default_factory=Cast.load)
    schemes: list[Scheme] = field(default_factory=schemes)
    checks: Checks = field(default_factory=Checks)
    callers: dict[str, Caller] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    """Subject ids by account."""
    championship: str = ""
    skills: dict[str, str] = field(default_factory=dict)
    """Ids of skills by number."""
    registrations: dict[str, str] = field(default_factory=dict)
    """Ids of registrations by account."""
    certificates: list[dict[str, Any]] = field(default_factory=list)
    """As in summary.json."""
    revoked: str = ""
    """The id of the certificate that was revoked."""
    programmes: dict[str, str] = field(default_factory=dict)
    """The ids of the small championships by the ruleset of each."""
    open_championship: str = ""
    """The id of the one that is still being prepared."""
    draft: str = ""
    """The id of the one that nobody has heard of."""
    lapsing: str = ""
    """The id of the championship in which a place lapses."""
    lapsed: str = ""
    """The id of the entry that does."""
    course: Course = field(default_factory=Course)
    told_of_revocation: int = 0
    """How many people had to hear of it."""

    def __post_init__(self) -> None:
        self.entries: dict[str, list[Entry]] = {
            scheme.number: entries(scheme, self.competitors(scheme.number)) for scheme in self.schemes
        }
        self.outcomes: dict[str, Outcome] = {
            account: outcome for made in self.entries.values() for account, outcome in outcomes(made).items()
        }

    @property
    def nobody(self) -> Caller:
        """Somebody without an account."""
        return Caller(self.http)

    @property
    def organiser(self) -> Caller:
        return self.callers[ORGANISER]

    @property
    def officer(self) -> Caller:
        return self.callers[OFFICER]

    def competitors(self, skill: str) -> list[Person]:
        return [one for one in self.cast.competitors if one.skill == skill]

    def account_of(self, subject_id: str | UUID) -> str:
        return next(account for account, known in self.subjects.items() if known == str(subject_id))

    async def sign_in(self, *accounts: str) -> None:
        tokens = await asyncio.gather(*(self.issuer.sign_in(account) for account in accounts))
        self.callers |= {
            account: Caller.with_token(self.http, token) for account, token in zip(accounts, tokens, strict=True)
        }
