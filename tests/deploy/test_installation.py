"""What compose gives the services is what they take, and the realm knows the product's roles."""

import json
import re
import subprocess
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # it has no types of its own

from certificates.settings import Settings as CertificatesSettings
from competitions.settings import Settings as CompetitionsSettings
from localstack.caddy import BINARY
from localstack.folders import CHECKOUT
from localstack.token_issuer import AUDIENCE, CLIENT
from notifications.settings import Settings as NotificationsSettings
from shared.identity.principal import Role
from shared.settings import ServiceSettings

DEPLOY = CHECKOUT / "deploy"
SERVICES = {
    "competitions": CompetitionsSettings,
    "certificates": CertificatesSettings,
    "notifications": NotificationsSettings,
}


def parts() -> dict[str, Any]:
    compose: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return dict(compose["services"])


def web_client() -> dict[str, Any]:
    realm = json.loads((DEPLOY / "keycloak" / "realm.json").read_text())
    return next(one for one in realm["clients"] if one["clientId"] == CLIENT)


@pytest.mark.parametrize("process", ["api", "worker"])
@pytest.mark.parametrize(("service", "settings"), SERVICES.items())
def test_a_service_gets_every_setting_that_it_needs_and_none_that_it_does_not_know(
    service: str, settings: type[ServiceSettings], process: str
) -> None:
    given = {
        name.removeprefix(f"{service.upper()}_").lower() for name in parts()[f"{service}-{process}"]["environment"]
    }
    needed = {name for name, field in settings.model_fields.items() if field.is_required()}
    assert needed <= given <= set(settings.model_fields)


@pytest.mark.parametrize("service", SERVICES)
def test_services_run_without_privileges_and_within_limits(service: str) -> None:
    for process in ("api", "worker"):
        part = parts()[f"{service}-{process}"]
        assert part["read_only"]
        assert part["cap_drop"] == ["ALL"]
        assert part["security_opt"] == ["no-new-privileges:true"]
        assert part["deploy"]["resources"]["limits"]["memory"]


def test_only_the_one_address_is_reachable_from_other_machines() -> None:
    published = {name: part["ports"] for name, part in parts().items() if "ports" in part}
    inner = {name: ports for name, ports in published.items() if name != "caddy"}
    assert all(port.startswith("127.0.0.1:") for ports in inner.values() for port in ports)


def test_compose_has_no_secret_of_its_own() -> None:
    """A secret comes from deploy/.env, and without it nothing starts."""
    secret = re.compile(r"\$\{([A-Z_]*(?:PASSWORD|SECRET|PASSPHRASE|_KEY))(.*?)\}")
    found = secret.findall((DEPLOY / "compose.yaml").read_text())
    optional = {"SMTP_PASSWORD", "TRY_PASSWORD", "OLD_NEEDS_SECRET"}
    assert {name for name, rest in found if not rest.startswith(":?")} == optional


def test_caddy_gets_everything_that_its_routes_name() -> None:
    named = re.findall(r"\{\$(\w+)(:[^}]*)?\}", (DEPLOY / "Caddyfile").read_text())
    templates = re.findall(r'env "(\w+)"', "".join(one.read_text() for one in (DEPLOY / "errors").iterdir()))
    needed = {name for name, default in named if not default} | set(templates)
    caddy = parts()["caddy"]
    assert needed <= caddy["environment"].keys()
    assert dict(named)["ERRORS"] == ":/etc/caddy/errors"
    assert "./errors:/etc/caddy/errors:ro" in caddy["volumes"]


def test_caddy_takes_its_routes_with_those_of_the_sign_in(tmp_path: Path) -> None:
    (tmp_path / "routes").mkdir()
    copy(DEPLOY / "Caddyfile", tmp_path)
    copy(DEPLOY / "keycloak" / "routes.caddy", tmp_path / "routes" / "keycloak.caddy")
    given = dict.fromkeys(parts()["caddy"]["environment"], "example.org:8000")
    command = [str(BINARY), "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    home = {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    answer = subprocess.run(
        command, env={**given, **home, "ADDRESS": "http://:80"}, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


def test_the_realm_has_the_products_roles() -> None:
    realm = json.loads((DEPLOY / "keycloak" / "realm.json").read_text())
    assert {role["name"] for role in realm["roles"]["realm"]} == {role.value for role in Role}


def test_the_sign_in_takes_no_shortcut() -> None:
    client = web_client()
    flows = ("implicitFlowEnabled", "directAccessGrantsEnabled", "serviceAccountsEnabled", "publicClient")
    assert not any(client[flow] for flow in flows)
    assert client["attributes"]["pkce.code.challenge.method"] == "S256"
    assert client["redirectUris"] == ["${SKILLPROOF_URL}/sign-in/callback"]


def test_a_session_can_be_renewed_by_whoever_comes_for_as_long_as_it_lasts() -> None:
    """Also after hours without a renewal, such as an outage of Keycloak's: docs/decisions/0015."""
    realm = json.loads((DEPLOY / "keycloak" / "realm.json").read_text())
    assert web_client()["attributes"]["use.refresh.tokens"] == "true"
    assert realm["revokeRefreshToken"] is False
    lasting = ServiceSettings.model_fields["session_hours"].default * 3600
    assert min(realm["ssoSessionIdleTimeout"], realm["ssoSessionMaxLifespan"]) >= lasting


def test_an_access_token_says_who_may_do_what_for_whom_and_that_it_is_for_us() -> None:
    mappers = {one["name"]: one["config"] for one in web_client()["protocolMappers"]}
    assert mappers["audience"]["included.custom.audience"] == AUDIENCE
    assert {mappers[name]["claim.name"] for name in ("roles", "organisation")} == {"roles", "organisation"}


def test_nobody_changes_their_own_organisation() -> None:
    realm = json.loads((DEPLOY / "keycloak" / "realm.json").read_text())
    (provider,) = realm["components"]["org.keycloak.userprofile.UserProfileProvider"]
    profile = json.loads(provider["config"]["kc.user.profile.config"][0])
    organisation = next(one for one in profile["attributes"] if one["name"] == "organisation")
    assert organisation["permissions"]["edit"] == ["admin"]


def test_who_registers_has_their_address_checked_and_can_keep_no_right_from_it() -> None:
    realm = json.loads((DEPLOY / "keycloak" / "realm.json").read_text())
    assert realm["registrationAllowed"] == "${SKILLPROOF_SELF_REGISTRATION}"
    assert (realm["verifyEmail"], realm["registrationEmailAsUsername"]) == (True, True)
    assert "defaultRoles" not in realm
    assert "defaultGroups" not in realm
