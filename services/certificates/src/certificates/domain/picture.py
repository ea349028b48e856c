"""Why a picture is refused."""

from dataclasses import dataclass
from enum import StrEnum

from certificates.domain.refusal import Refusal


class Fault(StrEnum):
    NOTHING = "nothing"
    """No file was chosen, or there is nothing in it."""
    NO_PICTURE = "no-picture"
    """Neither an SVG nor a PNG."""
    TOO_LARGE = "too-large"
    """In bytes."""
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_MANY_SHAPES = "too-many-shapes"
    """Or these lie too deep within one another."""
    ENTITIES = "entities"
    """It declares entities of its own: what is written once could become any number of signs."""
    SCRIPT = "script"
    """It does something."""
    LINK = "link"
    """It leads out of the file, or draws what stands elsewhere."""
    TEXT = "text"
    """Letters of a face that others do not have."""
    STYLE = "style"
    """A style sheet that is more than colours of classes."""
    EFFECT = "effect"
    """A shadow, a blur or an arrowhead."""
    ELEMENT = "element"
    """Something else that a printed picture does not need."""
    DAMAGED = "damaged"


@dataclass(eq=False)
class BadPicture(Refusal):
    """`name`: of the element or attribute, where one is at fault."""

    fault: Fault
    name: str = ""
