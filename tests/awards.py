"""Awards as a published result tells of them."""

from typing import Final

from shared.contracts import Award, Text
from shared.ids import derive


def award(
    code: str, ru: str, en: str, *, version: int = 1, for_taking_part: bool = False, whom: str = "member"
) -> Award:
    return Award(
        id=derive("award", "worldskills", code, str(version)),
        code=code,
        version=version,
        title=Text(ru=ru, en=en),
        criteria=Text(ru="Проба.", en="A trial."),
        scored=not for_taking_part,
        for_taking_part=for_taking_part,
        whom=whom,
    )


GOLD: Final = award("gold", "Золотая медаль", "Gold medal")
SILVER: Final = award("silver", "Серебряная медаль", "Silver medal")
BRONZE: Final = award("bronze", "Бронзовая медаль", "Bronze medal")
PARTICIPATION: Final = award("participation", "Участник", "Participant", for_taking_part=True)
