"""The form of consents, purpose by purpose and, for what is public, item by item."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from competitions.commands.consents import Said
from competitions.domain.consents.records import Decision, Purpose
from competitions.domain.records.publicity import PublicItem
from shared.web.forms import Typed, body_of, read
from shared.web.schemas import In

YesOrNo = Literal["given", "refused"]
Hash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
FIELDS = (*Purpose, "text", "language")


class Chosen(In):
    """What is not chosen stays open; of what is public an item without an answer is not shown, once another has one."""

    participation: YesOrNo | None = None
    permission: YesOrNo | None = None
    needs: YesOrNo | None = None
    publication: dict[PublicItem, YesOrNo] = Field(default_factory=dict)
    image: YesOrNo | None = None
    next_stage: YesOrNo | None = None
    employers: YesOrNo | None = None
    text: dict[Purpose, Hash] = Field(default_factory=dict)
    """Of the texts that the page showed."""
    language: Literal["ru", "en"] | None = None
    """In which they were."""

    def said(self) -> dict[Purpose, Said]:
        chosen = {purpose: getattr(self, purpose) for purpose in Purpose if purpose is not Purpose.PUBLICATION}
        said: dict[Purpose, Said] = {
            purpose: Said(Decision(one), text=self.text.get(purpose))
            for purpose, one in chosen.items()
            if one is not None
        }
        if self.publication:
            said[Purpose.PUBLICATION] = said_of_items(self.publication, self.text.get(Purpose.PUBLICATION))
        return said


def chosen_in(typed: Typed) -> Chosen:
    """Raises Mistyped."""
    return read(Chosen, body_of(typed, FIELDS))


def said_of_items(answers: dict[PublicItem, YesOrNo], text: str | None = None) -> Said:
    """A no to every item is a no."""
    items = tuple(item for item, answer in answers.items() if answer == "given")
    return Said(Decision.GIVEN if items else Decision.REFUSED, items, text)
