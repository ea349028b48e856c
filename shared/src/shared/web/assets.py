"""The asset step: `python -m shared.web.assets [node_modules]` after `npm ci` copies what the pages serve, with licences.

Everything that a browser loads comes from us: no page names another host.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from shared.web.icons import NAMES

VENDOR = Path(__file__).with_name("static") / "vendor"

SUBSETS = ("cyrillic", "cyrillic-ext", "latin", "latin-ext")


def wanted() -> Iterator[tuple[str, str]]:
    """Pairs of a file below `node_modules` and its place below `VENDOR`."""
    for subset in SUBSETS:
        yield (
            f"@fontsource-variable/golos-text/files/golos-text-{subset}-wght-normal.woff2",
            f"golos-text/{subset}.woff2",
        )
    yield "@fontsource-variable/golos-text/LICENSE", "golos-text/LICENSE"
    for name in sorted(NAMES):
        yield f"lucide-static/icons/{name}.svg", f"lucide/{name}.svg"
    yield "lucide-static/LICENSE", "lucide/LICENSE"
    yield "@noble/ed25519/index.js", "noble-ed25519/ed25519.js"
    yield "@noble/ed25519/LICENSE", "noble-ed25519/LICENSE"
    yield "zxing-wasm/dist/es/share.js", "zxing-wasm/share.js"
    yield "zxing-wasm/dist/es/reader/index.js", "zxing-wasm/reader/index.js"
    yield "zxing-wasm/dist/reader/zxing_reader.wasm", "zxing-wasm/zxing_reader.wasm"
    yield "zxing-wasm/LICENSE", "zxing-wasm/LICENSE"


def copy(node_modules: Path, target: Path = VENDOR) -> int:
    """Replaces `target` by the wanted files and returns their number. Raises FileNotFoundError before it touches anything."""
    pairs = [(node_modules / source, place) for source, place in wanted()]
    for source, _ in pairs:
        if not source.is_file():
            raise FileNotFoundError(source)
    shutil.rmtree(target, ignore_errors=True)
    for source, place in pairs:
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target / place)
    return len(pairs)


def main(arguments: list[str]) -> None:
    node_modules = Path(arguments[0] if arguments else "node_modules")
    sys.stdout.write(f"{copy(node_modules)} files in {VENDOR}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
