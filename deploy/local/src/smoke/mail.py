"""What the mail server for trying out has kept."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

import httpx2

from client.waiting import until
from demo.messages import told_in

ROW: Final = re.compile(r'<tr><td><a href="/(\d+)">(.*?)</a></td><td>(.*?)</td></tr>')
SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Letter:
    number: int
    subject: str
    to: str

    @property
    def messages(self) -> int:
        """How many it tells: what happens to entries within a while goes in one letter."""
        return told_in(self.subject)


@dataclass(frozen=True, slots=True)
class Mail:
    url: str

    async def letters(self) -> list[Letter]:
        """The oldest first."""
        return [
            Letter(int(number), unescape(what), unescape(to)) for number, what, to in ROW.findall(await self._get("/"))
        ]

    async def link(self, to: str, wanted: str) -> str:
        """The address with `wanted` in it, in the newest letter to somebody that has one. Waits for it; raises Late."""
        found: list[str] = []

        async def there() -> bool:
            for letter in reversed(await self.letters()):
                if to in letter.to:
                    text = unescape(await self._get(f"/{letter.number}"))
                    found[:] = [one for one in re.findall(r'href="([^"]+)"', text) if wanted in one]
                    if found:
                        return True
            return False

        await until(there, f"a letter with {wanted}", SECONDS)
        return found[0]

    async def _get(self, path: str) -> str:
        async with httpx2.AsyncClient() as http:
            return (await http.get(self.url + path)).raise_for_status().text
