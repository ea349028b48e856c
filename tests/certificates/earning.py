"""Awards as an issuer knows them since its first certificate."""

from typing import Final
from uuid import UUID

from certificates.domain.achievement import Award, IssuerAward
from shared.text import Text

_TRIAL: Final = Text("Проба.", "A trial.")


def known(code: str, title: Text, number: int, *, for_taking_part: bool = False) -> IssuerAward:
    id_ = UUID(int=100 + number)
    award = Award(id_, code, 1, title, _TRIAL, not for_taking_part, for_taking_part, "member")
    return IssuerAward(id_, "region-47", number, award)


GOLD: Final = known("gold", Text("Золотая медаль", "Gold medal"), 1)
PARTICIPATION: Final = known("participation", Text("Участник", "Participant"), 2, for_taking_part=True)
