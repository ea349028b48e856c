"""What an officer is about to do, and did, with entries of the register."""

import re
from typing import Final
from uuid import uuid4

from tests.browser.world import Championship, World

from demo.people import OFFICER

HOME: Final = "/issuers/region-47/register"


async def acts_of(world: World, championship: Championship, revoked: str) -> tuple[str, str, str, str]:
    """The addresses of a draft of which something is left out, of blanks that a table with faults brought, of the certificate that is on
    one of these, and of a spoilt one."""
    one = next(iter(championship.certificates.values()))
    chosen = {f"chosen-{id_}": "on" for id_ in (one["id"], revoked)}
    officer = await world.caller(OFFICER)
    draft = await officer.request(
        "POST", f"{HOME}/acts", data={"once": str(uuid4()), "doing": "suspend", **chosen}, follow_redirects=False
    )
    table = f"number;series;blank\n{one['registration_number']};АБ;000{uuid4().int % 10**6}\nнет;АБ;1\n"
    brought = await officer.request(
        *("POST", f"{HOME}/tables"),
        data={"what": "blanks"},
        files={"file": ("blanks.csv", table.encode())},
        follow_redirects=False,
    )
    address = brought.headers["location"]
    await officer.request("POST", f"{address}/start", data={"reason": ""}, follow_redirects=False)
    spoilt = {"once": str(uuid4()), "series": "АБ", "blank": "0001", "reason": "Замят при печати."}
    await officer.request("POST", f"{HOME}/blanks", data=spoilt)
    listed = (await officer.request("GET", f"{HOME}/blanks")).text
    (id_, *_) = re.findall(rf'href="{HOME}/blanks/([0-9a-f-]+)"', listed)
    return draft.headers["location"], address, f"/certificates/{one['id']}", f"{HOME}/blanks/{id_}"
