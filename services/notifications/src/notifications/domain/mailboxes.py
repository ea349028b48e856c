"""Where a letter goes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address in the form that travels: ASCII, the domain by its A-labels, in lower case."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def normal(self) -> str:
        """Mail servers hardly ever tell apart upper and lower case; two spellings are one mailbox."""
        return str(self).casefold()
