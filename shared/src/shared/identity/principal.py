"""Who may do what: the roles, who is signed in, and the rule that every route declares."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf
from typing import Any, Final, Protocol, TypeVar
from urllib.parse import unquote
from uuid import UUID

from starlette.requests import Request

from shared.errors import ActsForAnother, Forbidden, NotSignedIn
from shared.text import readable

__all__ = [
    "ACTING_FOR",
    "Duties",
    "Duty",
    "Forbidden",
    "NotSignedIn",
    "Principal",
    "Role",
    "allow",
    "anyone",
    "principal_of",
    "rule_of",
    "signed_in",
    "whoever",
]


ACTING_FOR: Final = "acting-for"
"""Header of programs and cookie of pages: the organisation for which somebody acts who may for several, percent-encoded."""


class Role(StrEnum):
    """What somebody may be for an organisation, as in the `roles` claim or by a duty."""

    ORGANISER = "organiser"
    EXPERT = "expert"
    COORDINATOR = "coordinator"
    COMPETITOR = "competitor"
    GUARDIAN = "guardian"
    OFFICER = "officer"
    READER = "reader"
    """Of scans of consents."""
    NEEDS_READER = "needs_reader"
    """Of what people need in order to take part."""


OF_ONE_ORGANISATION: Final = frozenset({Role.ORGANISER, Role.OFFICER, Role.COORDINATOR, Role.READER, Role.NEEDS_READER})
"""What is never taken from one organisation into another."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What an account may do as the product keeps it, beside what the token says."""

    role: Role
    organisation: str | None
    """None where the role is bound to a thing and not to an organisation, such as that of who is on a jury."""
    championship_id: UUID | None = None
    """Where it is a duty in this championship alone."""
    member: str | None = None
    """Where it is for the people of this member of a championship alone, as somebody wrote its name."""
    for_program: bool = False
    """Nobody has said yes to it: it holds for tokens that a program gets by itself, and in no browser."""


class Duties(Protocol):
    """What knows them: `app.state.duties`."""

    async def held_by(self, account: str) -> Sequence[Duty]:
        """As they stood at most a few seconds ago."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is signed in. `account` is the token's `sub`.

    `until`, seconds since the epoch, is how long it may be taken for true: a stream that goes on beyond it must ask anew.
    """

    account: str
    name: str
    roles: frozenset[Role] = frozenset()
    organisation: str | None = None
    until: float = field(default=inf, compare=False)
    organisations: tuple[str, ...] = ()
    """Those for which the person may act; `organisation` is the one for which they do, and `roles` are those in it."""
    in_championships: frozenset[Duty] = frozenset()
    for_members: frozenset[Duty] = frozenset()
    """Each opens the people of one member. None of them is a role, or makes somebody act for an organisation."""
    is_program: bool = False
    """It was let in as one, and acts by its own token: nobody has read what it says was read."""

    def has(self, *roles: Role) -> bool:
        """In the organisation for which they act."""
        return not self.roles.isdisjoint(roles)

    def has_in(self, championship_id: UUID, *roles: Role) -> bool:
        """In this championship alone."""
        return any(duty.championship_id == championship_id and duty.role in roles for duty in self.in_championships)

    def has_somewhere(self, *roles: Role) -> bool:
        """Lets through a door, behind which it is asked for what thing."""
        return self.has(*roles) or any(duty.role in roles for duty in self.in_championships | self.for_members)

    def acting(self, duties: Sequence[Duty], chosen: str | None = None) -> "Principal":
        """With these duties, for one organisation at a time: a role in one is none in another.

        For `chosen` where they may; else for the token's organisation where it gives a role, then for the first by name.
        """
        of_members = frozenset(duty for duty in duties if duty.member)
        wide = [duty for duty in duties if duty.championship_id is None and not duty.member]
        theirs = sorted({duty.organisation for duty in wide if duty.organisation})
        own = [self.organisation] if self.organisation and not self.roles.isdisjoint(OF_ONE_ORGANISATION) else []
        possible = tuple(dict.fromkeys([*own, *theirs]))
        organisation = chosen if chosen in possible else next(iter(possible), self.organisation)
        roles = {duty.role for duty in wide if duty.organisation in (None, organisation)}
        roles |= self.roles if organisation == self.organisation else self.roles - OF_ONE_ORGANISATION
        return replace(
            self,
            roles=frozenset(roles),
            organisation=organisation,
            organisations=possible,
            in_championships=frozenset(duty for duty in duties if duty.championship_id) - of_members,
            for_members=of_members,
            is_program=any(duty.for_program for duty in duties),
        )


def principal_of(claims: Mapping[str, Any]) -> Principal:
    """Roles that the product does not know are left out: an issuer may serve other products too. So is what has another shape."""
    known = {role.value: role for role in Role}
    told, organisation = claims.get("roles"), claims.get("organisation")
    names = [name for name in told if isinstance(name, str)] if isinstance(told, list) else []
    return Principal(
        account=str(claims["sub"]),
        name=readable(str(claims.get("name") or "")),
        roles=frozenset(known[name] for name in names if name in known),
        organisation=organisation if isinstance(organisation, str) else None,
        until=float(claims.get("exp", inf)),
    )


class SignedIn(Protocol):
    """What finds out who sends a request: `app.state.sign_in`."""

    async def principal(self, request: Request) -> Principal | None:
        """None where nobody is signed in. Raises NotSignedIn for a token that is not valid."""


def caller_of(request: Request, account: str | None) -> str:
    """The account where somebody is signed in, else the address as the gateway gives it.

    The gateway writes the last entry of X-Forwarded-For itself; those before it are whatever the caller sent.
    """
    if account is not None:
        return f"account {account}"
    forwarded = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return f"address {forwarded or (request.client.host if request.client else '')}"


R = TypeVar("R", bound=Callable[..., Awaitable[Any]])


@dataclass(frozen=True, slots=True)
class Rule:
    """Who gets through a route: anybody, everybody who is signed in, or those with one of the roles."""

    public: bool = False
    roles: frozenset[Role] = frozenset()


def _ruled(dependency: R, rule: Rule) -> R:
    setattr(dependency, "rule", rule)  # noqa: B010 - read by `rule_of`; functions have no such attribute for mypy
    return dependency


def rule_of(dependency: object) -> Rule | None:
    """The rule of a dependency, for the test that walks all routes."""
    return getattr(dependency, "rule", None)


async def current(request: Request) -> Principal | None:
    """Who sends this request, found out once."""
    if not hasattr(request.state, "principal"):
        sign_in: SignedIn = request.app.state.sign_in
        known = await sign_in.principal(request)
        request.state.principal = await _acting(request, known) if known else None
    found: Principal | None = request.state.principal
    return found


async def _acting(request: Request, known: Principal) -> Principal:
    """What somebody may do is looked up with each request: what was taken away is gone, whatever cookie or token says.

    Raises ActsForAnother where a program names an organisation for which it may not act. A cookie may be older than a duty.
    """
    duties: Duties | None = getattr(request.app.state, "duties", None)
    has_token = "authorization" in request.headers
    given = await duties.held_by(known.account) if duties else ()
    held = [duty for duty in given if has_token or not duty.for_program]
    asked, kept = request.headers.get(ACTING_FOR), request.cookies.get(ACTING_FOR)
    acting = known.acting(held, unquote(asked or kept or ""))
    if asked and unquote(asked) != acting.organisation:
        raise ActsForAnother(acting.organisations)
    return acting


async def _anyone(request: Request) -> Principal | None:
    """A public route. `Visitor = Annotated[Principal | None, Depends(anyone)]`. Raises TooMany."""
    principal = await current(request)
    request.app.state.rate_limits.pages.take(caller_of(request, principal.account if principal else None))
    return principal


async def _whoever() -> None:
    """A public route that does not even look at who asks, such as the sign-out."""


async def _signed_in(request: Request) -> Principal:
    """Everybody with an account. `Annotated[Principal, Depends(signed_in)]`."""
    principal = await current(request)
    if principal is None:
        raise NotSignedIn
    return principal


anyone = _ruled(_anyone, Rule(public=True))
whoever = _ruled(_whoever, Rule(public=True))
signed_in = _ruled(_signed_in, Rule())


def allow(*roles: Role) -> Callable[[Request], Awaitable[Principal]]:
    """Those with one of `roles`: `Organiser = Annotated[Principal, Depends(allow(Role.ORGANISER))]`."""

    async def allowed(request: Request) -> Principal:
        principal = await _signed_in(request)
        if not principal.has_somewhere(*roles):
            raise Forbidden
        return principal

    return _ruled(allowed, Rule(roles=frozenset(roles)))
