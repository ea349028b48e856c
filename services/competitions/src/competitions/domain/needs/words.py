"""What can be asked for, in the field's words: what helps, and not why. A diagnosis is asked for nowhere.

Source: forms of programmes and Wales' and Kazan's rules, gathered 2026-11; the list itself is a proposal [U].
"""

from enum import StrEnum
from typing import Final


class Need(StrEnum):
    STEP_FREE = "step_free"
    """A way without steps, for a wheelchair as well."""
    WORKPLACE = "workplace"
    """Of another height or area."""
    LIGHT = "light"
    SOUND = "sound"
    """Amplified, such as by an induction loop."""
    SIGN_LANGUAGE = "sign_language"
    LARGE_PRINT = "large_print"
    BRAILLE = "braille"
    SCREEN_READER = "screen_reader"
    MORE_TIME = "more_time"
    """Or breaks."""
    OWN_AIDS = "own_aids"
    """Named beforehand: a jury may refuse one that is unfair to others."""
    ASSISTANT = "assistant"
    GUIDE_DOG = "guide_dog"
    MEDICINE = "medicine"
    """To be kept, such as in the cold."""
    DIET = "diet"
    """Or allergy."""
    OTHER = "other"


SAID: Final = frozenset({Need.OWN_AIDS, Need.DIET, Need.OTHER})
"""Says nothing without a description; what is given in its place is described too."""
