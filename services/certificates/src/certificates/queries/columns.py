"""With which columns an issuer exports its register."""

from certificates.domain.columns import OURS, RegisterColumns
from certificates.wiring import App
from shared.ids import derive


async def read_columns(app: App, organisation: str) -> RegisterColumns:
    """As the issuer chose them, else what all begin with. Raises UnknownIssuer."""
    issuer = await app.issuers.of(organisation)
    id_ = derive("register-columns", organisation)
    return await app.register_columns.find(id_) or RegisterColumns(
        *(id_, organisation, OURS, "", issuer.created_at), version=0
    )
