"""Where messages lead. A link by which people answer without signing in is made when a message is written, and stored nowhere."""

from dataclasses import dataclass, field

from notifications.domain.deliveries import Delivery, Link
from notifications.domain.recipients import Recipient
from shared.identity import links


@dataclass(frozen=True, slots=True)
class Paths:
    link_secret: bytes = field(repr=False)

    def path_of(self, delivery: Delivery) -> str:
        """On the public origin."""
        return self._path(delivery.link) if delivery.link else delivery.path

    def entrance(self, reader: Recipient) -> str | None:
        """Where who has no account says which is theirs. None for who has one, or is not invited."""
        if reader.account or reader.invitation_id is None:
            return None
        return self._path(Link("invitation", reader.invitation_id))

    def _path(self, link: Link) -> str:
        return f"/{link.use}/{links.token(link.use, link.id, self.link_secret)}"
