"""Where messages lead. A link by which people answer without signing in is made when a message is written, and stored nowhere."""

from dataclasses import dataclass, field

from notifications.domain.deliveries import Delivery
from shared.identity import links


@dataclass(frozen=True, slots=True)
class Paths:
    link_secret: bytes = field(repr=False)

    def path_of(self, delivery: Delivery) -> str:
        """On the public origin."""
        link = delivery.link
        return f"/{link.use}/{links.token(link.use, link.id, self.link_secret)}" if link else delivery.path
