"""What an operator may set, and what stops the start."""

import pytest
from pydantic import SecretStr, ValidationError

from shared.settings import ServiceSettings


def settings(public_url: str = "https://skills.example", oidc_issuer: str = "https://id.example") -> ServiceSettings:
    return ServiceSettings(
        public_url=public_url,
        mongo_url="mongodb://127.0.0.1:1",
        mongo_database="x",
        kafka_bootstrap="127.0.0.1:1",
        oidc_issuer=oidc_issuer,
        oidc_client_id="web",
        oidc_client_secret=SecretStr("not a secret"),
        oidc_audience="urn:skillproof",
        session_secret=SecretStr("x" * 32),
    )


def test_the_public_address_is_the_one_that_browsers_say() -> None:
    assert settings("https://Навыки.рф/").public_url == "https://xn--80aeshm0g.xn--p1ai"


@pytest.mark.parametrize("address", ["навыки.рф", "https://🏅.рф", "https://навыки.рф/путь", "https://на_выки.рф"])
def test_an_address_that_cannot_be_one_stops_the_start(address: str) -> None:
    with pytest.raises(ValidationError, match="public_url"):
        settings(address)


def test_an_issuer_is_never_rewritten() -> None:
    """Its name is compared with what stands in tokens, so another spelling would refuse everybody."""
    with pytest.raises(ValidationError, match=r"oidc_issuer[\s\S]*xn--"):
        settings(oidc_issuer="https://вход.рф")
