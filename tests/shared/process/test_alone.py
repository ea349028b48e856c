"""A process that looks at files from anybody opens nothing more, whatever the file makes of its libraries."""

import json
import subprocess
import sys
from typing import Final

WITHIN: Final = """
import codecs, json, os, socket, sys
from shared.process.alone import Bounds, bind
bind(Bounds(megabytes=300, seconds=9))

def told(what):
    try:
        what()
    except Exception as error:
        return type(error).__name__
    return "done"

tried = {
    "environment": lambda: open(f"/proc/{os.getppid()}/environ"),
    "connection": lambda: socket.socket(),
    "pipe": os.pipe,
    "in the place of what is closed": lambda: (os.close(0), os.open("/etc/passwd", os.O_RDONLY)),
    "module": lambda: __import__("sqlite3"),
    "encoding of files": lambda: b"1".decode("cp866") + b"1".decode("koi8-r"),
    "made-up encoding": lambda: codecs.lookup("utf-9"),
    "encoding that is not loaded": lambda: codecs.lookup("cp037"),
}
json.dump({name: told(what) for name, what in tried.items()}, sys.stdout)
"""


def test_who_is_bound_opens_nothing_and_misses_nothing() -> None:
    ended = subprocess.run([sys.executable, "-I", "-c", WITHIN], check=True, capture_output=True, text=True, timeout=60)
    assert json.loads(ended.stdout) == {
        **dict.fromkeys(("environment", "connection", "pipe", "in the place of what is closed"), "OSError"),
        "module": "ModuleNotFoundError",
        "encoding of files": "done",
        **dict.fromkeys(("made-up encoding", "encoding that is not loaded"), "LookupError"),
    }
