"""What an act is known by: the form that it comes from, and all that was said in it."""

from uuid import UUID

from certificates.domain.acts.act import Doing
from shared.ids import derive


def act_id(form: UUID, organisation: str, doing: Doing, *said: object) -> UUID:
    """The same form once more is the same act. Filled in otherwise it is another one, or what was put right after going back would be
    dropped in silence; and whatever id a form gives itself, it is never another organisation's act."""
    return derive("act", organisation, doing.value, form, *(repr(one) for one in said))
