"""Apache Kafka's jars: coordinates and SHA-256 sums from the committed lock, fetched by jgo into a folder of ours."""

import logging
import shutil
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from jgo.config import GlobalSettings
from jgo.env import LockedDependency, LockFile
from jgo.maven import Artifact, MavenContext, PythonResolver
from requests import RequestException

from localstack.folders import LOCAL, TOOLS

LOCKED = LOCAL / "kafka" / "jgo.lock.toml"
VERSION = "4.3.0"
KAFKA = f"org.apache.kafka:kafka_2.13:{VERSION}"
LOGGING = "org.apache.logging.log4j:log4j-slf4j-impl:2.25.4"  # without it Kafka has no log; of the release of Kafka's own log4j
AT_ONCE = 8
ATTEMPTS = 3

logging.getLogger("jgo").setLevel(logging.ERROR)  # it reports each jar without a checksum file of the repository's own


class JarsUnreachable(Exception):
    """The Maven repository did not answer, and the jars are not here yet."""

    def __init__(self, jar: str) -> None:
        super().__init__(
            f"{jar} is not here yet and cannot be fetched: no Maven repository answers (jgo's settings name a mirror)"
        )


class WrongSum(Exception):
    """A jar is not the one that the lock names: someone else's, or broken on its way."""


def fetch(lock: Path, into: Path) -> list[Path]:
    """The jars that the lock names, all of them with the right sum; what is here already is not fetched again."""
    into.mkdir(parents=True, exist_ok=True)
    maven = _maven(into / "maven")
    locked = LockFile.load(lock).dependencies
    with ThreadPoolExecutor(AT_ONCE) as pool:
        jars = list(pool.map(lambda jar: _jar(maven, jar, into), locked))
    shutil.rmtree(into / "maven", ignore_errors=True)
    return jars


def lock(into: Path, cache: Path) -> None:
    """Resolves Kafka's dependencies anew and writes the lock."""
    maven = _maven(cache)
    inputs, others = maven.resolver.resolve([maven.create_dependency(KAFKA)])
    needed = [d for d in others if d.scope in ("compile", "runtime")]
    LockFile.from_resolved_dependencies(
        [*inputs, *needed, maven.create_dependency(LOGGING)], environment_name="kafka"
    ).save(into)


def _maven(cache: Path) -> MavenContext:
    """Maven Central, or the mirrors that the user's own jgo settings name."""
    mirrors = GlobalSettings.load().repositories or None
    return MavenContext(resolver=PythonResolver(), repo_cache=cache, remote_repos=mirrors, timeout=60)


def _jar(maven: MavenContext, locked: LockedDependency, into: Path) -> Path:
    component = maven.project(locked.groupId, locked.artifactId).at_version(locked.version)
    artifact = component.artifact(locked.classifier or "", locked.packaging)
    jar = into / artifact.filename
    if jar.exists() and _sum(jar) == locked.sha256:
        return jar
    fetched = _download(artifact)
    if _sum(fetched) != locked.sha256:
        fetched.unlink()
        raise WrongSum(f"{artifact.filename}: its SHA-256 sum is not the one in the lock")
    return fetched.replace(jar)


def _download(artifact: Artifact) -> Path:
    """Raises JarsUnreachable; half a file of a broken download never stays."""
    attempt = 1
    while True:
        try:
            return artifact.resolve()
        except (RequestException, RuntimeError) as error:  # jgo raises a bare RuntimeError where no repository has it
            if artifact.cached_path:
                artifact.cached_path.unlink(missing_ok=True)
            if attempt == ATTEMPTS:
                raise JarsUnreachable(artifact.filename) from error
            attempt += 1


def _sum(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    lock(LOCKED, TOOLS / "maven")
