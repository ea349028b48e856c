"""What can go wrong in every service. Nothing here knows HTTP; `shared.web.problems` translates."""

from typing import Final

QUOTES: Final = "quotes_people"
"""An attribute of errors that say something of people whom somebody keeps: no answer with them is kept. Nothing was done, so the same
request comes to the same."""


class Transient(Exception):
    """A part that we need does not answer now; the same thing may succeed later."""


class Unfit(Exception):
    """A service cannot start with what the operator gave it. Its text is a sentence for the operator, and tells no secret."""


class Stale(Exception):
    """The document was changed by somebody else since it was read."""


class VersionNeeded(Exception):
    """An edit says which version it edits, so that nobody's change is lost unseen."""


class Outdated(Exception):
    """The version that was seen is not the newest."""


class Overloaded(Transient):
    """Too many events of this aggregate wait for publication: the broker is away, so accepting more would lose order."""


class EventTooLarge(Exception):
    """What would have to be told to others does not fit into one event. Nothing was changed."""

    def __init__(self, type_: str, size: int, most: int) -> None:
        super().__init__(f"{type_}: {size} bytes, at most {most}")
        self.type = type_
        self.size = size
        self.most = most


class SignInFailed(Exception):
    """The issuer's answer does not belong to a sign-in that was begun here, or came too late."""


class SessionImpossible(Exception):
    """The issuer lets the person in, but no session can be made of its answer. Signing in once more would end here again."""


class Forbidden(Exception):
    """The person is known, and may not do this."""


class ActsForAnother(Exception):
    """A program names an organisation for which it may not act; `organisations`: those for which it may."""

    def __init__(self, organisations: tuple[str, ...]) -> None:
        super().__init__(", ".join(organisations))
        self.organisations = organisations


class NotSignedIn(Exception):
    """Nobody is signed in, or the token is not valid."""


class LinkInvalid(Exception):
    """We did not give this link, or it was changed or cut off."""


class TooMany(Exception):
    """The caller asked too often; `seconds` until the next try."""

    def __init__(self, seconds: int) -> None:
        super().__init__(str(seconds))
        self.seconds = seconds


class CrossSite(Exception):
    """A page of another site sent this with the person's session."""


class KeyReused(Exception):
    """The idempotency key belongs to another request."""


class InProgress(Exception):
    """The same request is being carried out right now."""
