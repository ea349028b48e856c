"""One of the Abilympics says what helps; the reader whom the organiser has named answers, and makes the venue's list."""

from datetime import date
from typing import Final

from client import needs
from demo.programmes.small import Small

WHO: Final = "abilympian-6"
READER: Final = "rita"
LIGHT: Final = "Настольная лампа без мерцания, слева"
LOUPE: Final = "Лупа на подставке, своя"
GIVEN: Final = "Место у окна и лампа с тёплым светом"
COMPANION: Final = "Провожатова Аглая Титовна"
SAID: Final = (LIGHT, LOUPE, GIVEN, COMPANION, "own_aids", "typhlo_interpreter")
"""What travels nowhere: not in events, logs or addresses."""


async def ask_and_answer(small: Small) -> None:
    stage, entry = small.stage, small.registrations[WHO]
    await stage.sign_in(WHO, READER)
    who, reader = stage.callers[WHO], stage.callers[READER]
    await needs.ask_for(who, entry, [{"need": "light", "what": LIGHT}, {"need": "own_aids", "what": LOUPE}])
    today = date.today().isoformat()  # noqa: DTZ011 - a calendar's day, not a moment
    comes = {"name": COMPANION, "role": "typhlo_interpreter", "days": [today], "sees_task": True}
    (companion,) = await needs.come_along(who, entry, [comes])
    await needs.check_in_companion(stage.organiser, entry, companion["code"])
    await needs.consent_on_paper(stage.organiser, entry, stage.subjects[WHO])
    asked = await needs.read(reader, entry)
    stage.checks.expect("what is needed reaches its reader", [one["what"] for one in asked], [LIGHT, LOUPE])
    await needs.answer(reader, entry, "light", "instead", GIVEN)
    await needs.answer(reader, entry, "own_aids", "granted", LOUPE)
    (line,) = await needs.venue_list(reader, small.championship)
    stage.checks.expect("the venue's list", [one["text"] for one in line["things"]], [GIVEN, LOUPE])
    readings = (await needs.own(who, entry))["readings"]
    stage.checks.expect("who read it is told", sorted(one["where"] for one in readings), ["entry", "list"])
