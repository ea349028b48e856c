"""One aspect of a form, as who looks may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.aspect import Aspect
from competitions.domain.expert import Expert
from competitions.domain.judging.cards import Laid
from competitions.domain.judging.confirming import waits_for_a_second
from competitions.domain.mark import Mark, Record
from competitions.domain.sheet import Sheet


@dataclass(frozen=True, slots=True)
class AspectRow:
    """One aspect on a sheet, with its mark and what was entered before."""

    aspect: Aspect
    mark: Mark | None
    is_disputed: bool
    history: tuple[Record, ...]

    laid: Laid | None = None
    """What who looks may know of scores that are not shown yet."""
    waits_for_a_second: bool = False
    """Whether another expert has to confirm the measurement."""
    may_confirm: bool = False
    """Whether it is for who looks to confirm it."""

    @property
    def newest(self) -> Record | None:
        return self.history[-1] if self.history else None

    @property
    def saw(self) -> UUID | None:
        """The id of what who looks sees as the newest: the own card, or what stands."""
        if self.laid and self.laid.own:
            return self.laid.own.id
        return self.newest.id if self.newest else None


def aspect_row(
    sheet: Sheet, aspect: Aspect, mark: Mark | None, cards: Mapping[str, Laid], expert: Expert | None
) -> AspectRow:
    is_alone = sheet.confirmed_by > 1 and waits_for_a_second(mark)
    return AspectRow(
        aspect,
        mark,
        sheet.is_disputed(aspect.code),
        tuple(entry for entry in sheet.history if entry.code == aspect.code),
        cards.get(aspect.code),
        waits_for_a_second=is_alone,
        may_confirm=is_alone and expert is not None and waits_for_a_second(mark, expert.subject_id),
    )
