"""What a marking page needs without a network is kept with it: a module that a kept one imports, too."""

import gzip
import re
from posixpath import normpath
from typing import Final

from competitions.pages.sending.keeping import assets
from shared.web.static import folder

IMPORTED: Final = re.compile(r'(?:from|import) "(\.{1,2}/[^"]+)"')


def test_each_script_is_kept_that_a_kept_one_imports() -> None:
    root = folder("competitions")
    own = {path.relative_to(root).as_posix() for path in root.rglob("*.js")}
    kept = {name for name in own for asset in assets() if asset.partition("?")[0].endswith(f"/{name}")}
    needed = {
        normpath(f"{script}/../{imported}")
        for script in kept
        for imported in IMPORTED.findall((root / script).read_text(encoding="utf-8"))
    }
    assert {"colleagues/reveals.js", "grid/cells.js"} <= needed
    assert needed <= kept


def test_the_grid_stays_small() -> None:
    """Bytes on their way, as the proxy compresses them."""
    grid = folder("competitions") / "grid"
    sent = {
        kind: sum(len(gzip.compress(file.read_bytes())) for file in grid.glob(f"*.{kind}")) for kind in ("js", "css")
    }
    assert sent["js"] < 25_000
    assert sent["css"] < 8_000
