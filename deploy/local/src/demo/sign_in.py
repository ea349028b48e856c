"""The local sign-in, as the demo's own client uses it."""

from client.sign_in import Issuer
from localstack.layout import Layout
from localstack.oidc import DEMO_CLIENT, DEMO_REDIRECT


async def issuer_of(layout: Layout) -> Issuer:
    return await Issuer.at(layout.sign_in_url, DEMO_CLIENT, DEMO_REDIRECT)
