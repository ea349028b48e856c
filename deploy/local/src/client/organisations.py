"""What an organisation says of itself."""

from typing import Final

from client.caller import COMPETITIONS, Caller, Refused
from client.championships import Text

NOTHING_SAID: Final = '"0"'


async def describe(by: Caller, name: Text, address: Text) -> None:
    """For the first time, or the same again."""
    body = {"name": name, "address": address}
    answer = await by.request("PUT", f"{COMPETITIONS}/organisation", {"if-match": NOTHING_SAID}, json=body)
    if not answer.is_success:
        raise Refused(answer)
