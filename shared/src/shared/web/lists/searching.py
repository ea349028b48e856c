"""What people search for may be a name, an e-mail address or a birth date, and stands in no address that can be read.

A form sends it by POST; the answer leads to the list with `?found=…`, which this account alone can open, for a day. Paging and
filters stay links, and nothing is stored.
"""

import hashlib
import json
import time
from typing import Final

from joserfc import jwe
from joserfc.jwk import OctKey

from shared.identity.oidc import UNREADABLE
from shared.settings import ServiceSettings

DAY: Final = 24 * 3600
PURPOSE: Final = b"skillproof search"


def sealed_search(settings: ServiceSettings, text: str, account: str) -> str:
    body = json.dumps({"text": text, "account": account, "exp": int(time.time()) + DAY}, ensure_ascii=False)
    return jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM"}, body, _key(settings))


def opened_search(settings: ServiceSettings, found: str, account: str) -> str | None:
    """The text; None where it is over, another's, or not ours: then the list has no rows and asks anew."""
    try:
        plain = jwe.decrypt_compact(found, _key(settings), algorithms=["dir", "A256GCM"]).plaintext
        content = json.loads(plain or b"{}")
    except UNREADABLE:
        return None
    is_theirs = content.get("account") == account and content.get("exp", 0) > time.time()
    return str(content["text"]) if is_theirs else None


def _key(settings: ServiceSettings) -> OctKey:
    secret = settings.session_secret.get_secret_value().encode()
    return OctKey.import_key(hashlib.sha256(PURPOSE + secret).digest())
