"""Who may do what: the roles, who is signed in, and the rule that every route declares."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from typing import Any, Protocol, TypeVar

from starlette.requests import Request

from shared.errors import Forbidden, NotSignedIn
from shared.text import readable

__all__ = [
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


class Role(StrEnum):
    """What somebody may be for an organisation, as in the `roles` claim."""

    ORGANISER = "organiser"
    EXPERT = "expert"
    COORDINATOR = "coordinator"
    COMPETITOR = "competitor"
    GUARDIAN = "guardian"
    OFFICER = "officer"


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

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)


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
        request.state.principal = await sign_in.principal(request)
    found: Principal | None = request.state.principal
    return found


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
        if not principal.has(*roles):
            raise Forbidden
        return principal

    return _ruled(allowed, Rule(roles=frozenset(roles)))
