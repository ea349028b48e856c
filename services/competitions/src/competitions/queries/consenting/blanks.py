"""What is to be signed on paper: one sheet a giver and purpose."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from competitions.domain.championship import Championship
from competitions.domain.consents.records import Purpose, Way
from competitions.domain.consents.texts import ConsentText
from competitions.domain.person import Person
from competitions.domain.registration import Registration
from competitions.queries.consenting.questions import texts_of
from competitions.queries.consents import ConsentsOfPerson, Voice
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class Blank:
    """A sheet to be signed."""

    person: Person
    giver: Person
    purpose: Purpose
    text: ConsentText
    entry: Registration

    @property
    def is_for_ward(self) -> bool:
        return self.giver.id != self.person.id


async def blanks_of(
    app: App, championship: Championship, rows: Sequence[ConsentsOfPerson], language: str, *, only_lacking: bool
) -> tuple[Blank, ...]:
    """In the order of the rows: what is not on paper yet; `only_lacking`: of it, what the entries wait for."""
    texts = await texts_of(app, championship, language)
    return tuple(
        blank
        for row in rows
        for voice in row.voices
        for blank in _of_voice(row, voice, texts, row.wanted.get(voice.giver.id, ()) if only_lacking else None)
    )


def _of_voice(
    row: ConsentsOfPerson, voice: Voice, texts: Mapping[Purpose, ConsentText], only: Collection[Purpose] | None
) -> list[Blank]:
    wanted = [purpose for purpose in voice.purposes if only is None or purpose in only]
    answers = {purpose: voice.consents.of(purpose) if voice.consents else None for purpose in wanted}
    return [
        Blank(row.person, voice.giver, purpose, texts[purpose], row.entries[0])
        for purpose, answer in answers.items()
        if answer is None or answer.way is not Way.PAPER
    ]
