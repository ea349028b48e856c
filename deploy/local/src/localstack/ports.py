"""Free ports, and who holds one that is taken."""

import socket
from contextlib import ExitStack
from pathlib import Path
from random import SystemRandom

LISTENING = "0A"
LOOPBACK = "127.0.0.1"
FIRST = 10_000
OUTGOING = Path("/proc/sys/net/ipv4/ip_local_port_range")


class PortTaken(Exception):
    def __init__(self, port: int, holder: str | None) -> None:
        by = f"by {holder}" if holder else "by a process of another user"
        super().__init__(f"port {port} is taken {by}; choose another one with PORT=…")
        self.port = port


def free(count: int) -> list[int]:
    """Ports that nobody listens on, all different.

    Below those that the kernel gives to outgoing connections: a stack that is stopped and brought up again finds them free.
    """
    lowest = int(OUTGOING.read_text().split()[0]) if OUTGOING.exists() else FIRST
    chance = SystemRandom()
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            while not _binds(one, chance.randrange(FIRST, lowest) if lowest > FIRST + 2_000 else 0):
                pass
        return [int(one.getsockname()[1]) for one in sockets]


def _binds(one: socket.socket, port: int) -> bool:
    try:
        one.bind((LOOPBACK, port))
    except OSError:
        return False
    return True


def three_in_a_row() -> int:
    """The first of three free neighbours: the product, the sign-in, the e-mails."""
    while True:
        first = free(1)[0]
        try:
            require(first, first + 1, first + 2)
        except PortTaken:
            continue
        return first


def require(*ports: int) -> None:
    """Raises PortTaken, with its holder, for the first port that something listens on."""
    for port in ports:
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind(("", port))
            except OSError as error:
                raise PortTaken(port, holder(port)) from error


def answers(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(0.5)
        return one.connect_ex((LOOPBACK, port)) == 0


def holder(port: int) -> str | None:
    """The process that listens on a port, such as "python3 (pid 4711)"; None where the kernel does not tell us."""
    inodes = _inodes(port)
    for process in Path("/proc").glob("[0-9]*"):
        if inodes & _sockets(process):
            name = (process / "comm").read_text().strip()
            return f"{name} (pid {process.name})"
    return None


def _inodes(port: int) -> set[str]:
    """Inodes of the sockets that listen on a port (columns of /proc/net/tcp: local address, state, inode)."""
    found = set()
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        lines = table.read_text().splitlines()[1:] if table.exists() else []
        for columns in map(str.split, lines):
            if columns[3] == LISTENING and int(columns[1].rpartition(":")[2], 16) == port:
                found.add(columns[9])
    return found


def _sockets(process: Path) -> set[str]:
    """Inodes of the process's sockets; none where it is another user's, or gone meanwhile."""
    try:
        links = [_target(one) for one in (process / "fd").iterdir()]
    except OSError:
        return set()
    return {link[len("socket:[") : -1] for link in links if link.startswith("socket:[")}


def _target(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except OSError:  # closed meanwhile
        return ""
