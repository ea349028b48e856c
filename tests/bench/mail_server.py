"""A mail server in a process of its own that takes every letter and keeps none: it says in the end how many there were."""

import asyncio
import signal
import sys

from localstack import ports

END = b"\r\n.\r\n"
ANSWERS = {b"EHLO": b"250-here\r\n250 8BITMIME\r\n", b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}


class Session(asyncio.Protocol):
    """One connection: a command is a line, a letter ends with a line of one full stop."""

    letters = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._read = b""
        self._in_letter = False
        transport.write(b"220 here\r\n")

    def data_received(self, data: bytes) -> None:
        self._read += data
        while self._is_answered():
            pass

    def _is_answered(self) -> bool:
        part, end, rest = self._read.partition(END if self._in_letter else b"\r\n")
        if not end:
            return False
        self._read = rest
        if self._in_letter:
            Session.letters += 1
            self._in_letter = False
            self._transport.write(b"250 kept\r\n")
        else:
            self._in_letter = part[:4].upper() == b"DATA"
            self._transport.write(ANSWERS.get(part[:4].upper(), b"250 well\r\n"))
        return True


async def main(port: int) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    server = await loop.create_server(Session, ports.LOOPBACK, port)
    async with server:
        await ended.wait()
    print(Session.letters)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
