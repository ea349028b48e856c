"""`python -m localstack.realm_people LIST.json`: enters people into Keycloak's realm, so that the product can be tried out.

People who are there already stay as they are. KEYCLOAK, ADMIN_PASSWORD and PEOPLE_PASSWORD come from the environment.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from uuid import NAMESPACE_URL, UUID, uuid5

REALM: Final = "skillproof"
SECONDS: Final = 120


def account_id(username: str) -> UUID:
    """The token's `sub`: the same in every realm that is made from the list."""
    return uuid5(NAMESPACE_URL, f"urn:skillproof:try:{username}")


def main(file: Path, env: Mapping[str, str]) -> None:
    keycloak, password = env["KEYCLOAK"], env["PEOPLE_PASSWORD"]
    users = [_user(person, password) for person in json.loads(file.read_text(encoding="utf-8"))]
    headers = {
        "Authorization": f"Bearer {_admin_token(keycloak, env['ADMIN_PASSWORD'])}",
        "Content-Type": "application/json",
    }
    body = json.dumps({"ifResourceExists": "SKIP", "users": users}).encode()
    answer = _ask(f"{keycloak}/admin/realms/{REALM}/partialImport", body, headers)
    print(f"{answer['added']} people added, {answer['skipped']} were there")


def _user(person: Mapping[str, Any], password: str) -> dict[str, Any]:
    """As Keycloak's partial import takes it."""
    organisation = person.get("organisation")
    return {
        "id": str(account_id(person["account"])),
        "username": person["account"],
        "firstName": person["given_name"],
        "lastName": person["family_name"],
        "email": person["email"],
        "emailVerified": True,
        "enabled": True,
        "attributes": {"organisation": [organisation]} if organisation else {},
        "realmRoles": person["roles"],
        "credentials": [{"type": "password", "value": password, "temporary": False}],
    }


def _admin_token(keycloak: str, password: str) -> str:
    form = {"grant_type": "password", "client_id": "admin-cli", "username": "admin", "password": password}
    answer = _ask(f"{keycloak}/realms/master/protocol/openid-connect/token", urlencode(form).encode(), {})
    return str(answer["access_token"])


def _ask(address: str, body: bytes, headers: Mapping[str, str]) -> Any:
    request = Request(address, body, dict(headers))  # noqa: S310 - Keycloak's address
    with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
        return json.load(answer)


if __name__ == "__main__":
    main(Path(sys.argv[1]), os.environ)
