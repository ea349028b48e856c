"""Templates are compiled once a process: what comes of one is the same in every language and time zone."""

from collections.abc import Callable
from types import CodeType
from typing import Any, Final

from jinja2 import BytecodeCache, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context


class Compiled(BytecodeCache):
    """To share among environments that differ in globals alone, and in filters that are applied `as_it_is_shown`."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._made.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._made[bucket.key, bucket.checksum] = bucket.code


def as_it_is_shown(shown: Callable[..., Any]) -> Callable[..., Any]:
    """Jinja applies others to constants as it compiles: in the language of who comes first."""

    @pass_context
    def applied(_: Context, *values: Any, **more: Any) -> Any:
        return shown(*values, **more)

    return applied


COMPILED: Final = Compiled()
