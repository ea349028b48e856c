"""Where messages lead. A link by which people answer without signing in is made when a message is written, and stored nowhere."""

from dataclasses import dataclass, field

from notifications.domain.deliveries import Delivery
from shared.identity import links

CONSENT = "consent"
"""The use of a link to the answers of one giver, as competitions reads it."""


@dataclass(frozen=True, slots=True)
class Paths:
    link_secret: bytes = field(repr=False)

    def path_of(self, delivery: Delivery) -> str:
        """On the public origin."""
        if delivery.answers_id is None:
            return delivery.path
        return f"/consent/{links.token(CONSENT, delivery.answers_id, self.link_secret)}"
