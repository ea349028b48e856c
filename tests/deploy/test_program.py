"""deploy/program makes an account that gets tokens for this product alone."""

import runpy
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest

from localstack.folders import CHECKOUT
from localstack.oidc import AUDIENCE

SCRIPT = CHECKOUT / "deploy" / "program"


def test_its_client_signs_nobody_in_and_asks_for_this_product() -> None:
    client = runpy.run_path(str(SCRIPT))["client"]("timetable")
    assert client["serviceAccountsEnabled"] is True
    flows = (
        "standardFlowEnabled",
        "implicitFlowEnabled",
        "directAccessGrantsEnabled",
        "publicClient",
        "fullScopeAllowed",
    )
    assert not any(client[flow] for flow in flows)
    assert [one["config"]["included.custom.audience"] for one in client["protocolMappers"]] == [AUDIENCE]


@pytest.mark.parametrize("name", ["", "A", "x y", "../x", "timetable?", "ab"])
def test_a_name_that_is_none_is_told(tmp_path: Path, name: str) -> None:
    done = run(tmp_path, name)
    assert (done.returncode, "3 to 40" in done.stderr) == (1, True)


def test_without_an_installation_it_says_what_to_do_first(tmp_path: Path) -> None:
    assert "deploy/init-env" in run(tmp_path, "timetable").stderr


def test_a_keycloak_that_is_away_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("KEYCLOAK_ADMIN_PASSWORD=x\nKEYCLOAK_ADMIN_PORT=1\n")
    done = run(tmp_path, "timetable")
    assert done.returncode == 1
    assert "does not answer" in done.stderr


def run(folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    script = copy(SCRIPT, folder)
    return subprocess.run([sys.executable, script, name], capture_output=True, text=True, check=False)
