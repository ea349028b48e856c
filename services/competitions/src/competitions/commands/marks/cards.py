from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from competitions.commands.marking import enter
from competitions.domain.expert import Expert
from competitions.domain.judging.laying import lay
from competitions.domain.mark import Card, Dispute, Disputed, Entered, Mark, Repeated
from competitions.domain.sending.times import by_device
from competitions.domain.sheet import Sheet
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Laying:
    """A card that an expert lays on their own device."""

    card_id: UUID
    """The same for every repetition, which therefore changes nothing."""
    code: str
    score: int
    by: Principal
    saw: UUID | None
    """Their own card that they saw; where there was none, the newest record of the aspect; None: neither."""
    justification: str | None = None
    author: UUID | None = None
    entered_at: datetime | None = None

    def judges(self, sheet: Sheet) -> tuple[UUID, ...]:
        return tuple(one.author for one in sheet.cards if one.code == self.code)

    def on(
        self, sheet: Sheet, expert: Expert, jury: Sequence[Expert], at: datetime
    ) -> tuple[Sheet, Entered | Repeated]:
        card = Card(self.card_id, self.code, self.score, expert.subject_id, at, self.justification, self.entered_at)
        changed, happened = lay(sheet, card, expert, saw=self.saw, jury=jury)
        if isinstance(happened, Card | Repeated):
            return changed, happened
        return by_device(changed, happened, entered_at=self.entered_at)


async def lay_card(app: App, sheet_id: UUID, laying: Laying) -> Card | Mark:
    """The card, or the mark that it makes with two others.

    Raises Unknown, NotOnJury, SomebodyElse, Stale and what `lay` refuses; Disputed when the three that are shown are too far apart.
    """
    match await enter(app, sheet_id, laying):
        case Dispute() as dispute:
            raise Disputed(dispute.scores, dispute)
        case Card() | Mark() as made:
            return made
        case withdrawal:
            raise TypeError(withdrawal)
