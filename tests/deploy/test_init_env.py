"""deploy/init-env makes the secrets of an installation, once."""

import stat
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest

from localstack.folders import CHECKOUT

ADDRESS = "https://skills.example.org"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A copy, which writes beside itself."""
    return Path(copy(CHECKOUT / "deploy" / "init-env", tmp_path))


def run(script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, check=False)


def made(script: Path) -> dict[str, str]:
    lines = script.with_name(".env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines)


def secrets_of(settings: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in settings.items() if len(value) >= 64 and "://" not in value}


def test_only_its_owner_reads_it(script: Path) -> None:
    run(script)
    assert stat.S_IMODE(script.with_name(".env").stat().st_mode) == 0o600


def test_what_is_there_is_never_changed(script: Path) -> None:
    run(script, ADDRESS)
    file = script.with_name(".env")
    file.write_text(file.read_text().replace("SMTP_HOST=", "SMTP_HOST=mail.example.org"))
    before = file.read_text()
    run(script)
    assert file.read_text() == before


def test_another_address_is_refused(script: Path) -> None:
    run(script, ADDRESS)
    assert run(script, "https://other.example.org").returncode != 0
    assert made(script)["PUBLIC_URL"] == ADDRESS


def test_what_a_newer_version_needs_is_added(script: Path) -> None:
    run(script)
    file = script.with_name(".env")
    old = [line for line in file.read_text().splitlines() if not line.startswith("UNSUBSCRIBE_SECRET=")]
    file.write_text("\n".join(old) + "\n")
    run(script)
    assert len(made(script)["UNSUBSCRIBE_SECRET"]) == 64
    assert file.read_text().splitlines()[: len(old)] == old


def test_two_installations_share_no_secret(script: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Path(copy(script, tmp_path / "other"))
    run(script)
    run(other)
    ours, theirs = secrets_of(made(script)), secrets_of(made(other))
    assert len(ours) == len(set(ours.values())) == 13
    assert not set(ours.values()) & set(theirs.values())


def test_an_installation_for_real_has_nobody_to_try_it_with(script: Path) -> None:
    told = run(script, ADDRESS)
    settings = made(script)
    assert not {"COMPOSE_PROFILES", "TRY_PASSWORD"} & set(settings)
    assert settings["SITE_ADDRESS"] == "skills.example.org"
    assert "SMTP_HOST is empty" in told.stdout


def test_signing_in_for_real_is_never_without_tls(script: Path) -> None:
    refused = run(script, "http://skills.example.org")
    assert refused.returncode != 0
    assert not script.with_name(".env").exists()


def test_an_international_domain_is_refused_with_the_form_that_dns_knows(script: Path) -> None:
    refused = run(script, "https://Навыки.рф")
    assert refused.returncode != 0
    assert refused.stderr.strip().endswith("https://xn--80aeshm0g.xn--p1ai")
    assert not script.with_name(".env").exists()
