"""Whether an earlier run's data are brought up again or make room for new ones: never without a word."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from localstack import ports, stored_shape
from localstack.layout import Layout, Ports, Stamp

FRONT: Final = 8080


class OtherShape(Exception):
    """The data were stored by another version of the product."""

    def __init__(self, folder: Path, stamp: Stamp, command: str) -> None:
        commit = stamp.commit or "the commit that made them"
        super().__init__(
            f"What is in {folder} was stored by another version of the product, in another shape, which this one does not read.\n"
            f"  to begin anew        {command}\n"
            f"  to see it once more  git checkout {commit}, then {command} KEEP=1"
        )


class OtherPort(Exception):
    """The data name another address."""

    def __init__(self, kept: int, command: str) -> None:
        super().__init__(
            f"The data that are kept belong to port {kept}: the addresses in the certificates name it.\n"
            f"  to see them    {command} KEEP=1\n"
            f"  to begin anew  {command} PORT=…"
        )


def lay_out(folder: Path, front: int | None, *, keep: bool, command: str, tell: Callable[[str], None]) -> Layout:
    """The layout of a new run, or with `keep` of the one before, where there is one.

    `command` is what people type to get here; empty where what is there is not worth keeping.
    Raises PortTaken, OtherShape, OtherPort.
    """
    stamp = Layout.stamp(folder)
    if keep and stamp is not None:
        return _kept(folder, front, stamp, command)
    chosen = Ports.choose(front or FRONT)
    if stamp is not None:
        way = f" ({command} KEEP=1 would have kept them)" if command else ""
        run = f"the run of {stamp.made_at}" if stamp.made_at else "an earlier run"
        tell(f"The data of {run} are removed{way}.")
    elif keep:
        tell("No data are kept here yet.")
    return Layout.make(folder, chosen)


def _kept(folder: Path, front: int | None, stamp: Stamp, command: str) -> Layout:
    if stamp.shape != stored_shape.fingerprint():
        raise OtherShape(folder, stamp, command)
    layout = Layout.kept(folder)
    if front not in (None, layout.ports.front):
        raise OtherPort(layout.ports.front, command)
    ports.require(*layout.ports.all())
    return layout
