"""How large a publication is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Competitors, evenly over the skills. Each has a certificate for taking part, and `winners` have another one."""

    competitors: int
    skills: int
    winners: int

    @property
    def certificates(self) -> int:
        return self.competitors + self.winners

    @property
    def letters(self) -> int:
        """One of each result, and one of each certificate."""
        return self.competitors + self.certificates

    @property
    def deliveries(self) -> int:
        """Each letter, and as much in the inbox."""
        return 2 * self.letters


REGION = Size(competitors=310, skills=16, winners=160)
COUNTRY = Size(competitors=1_238, skills=64, winners=640)
WARM_UP = Size(competitors=40, skills=2, winners=20)
