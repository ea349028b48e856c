"""The connection to MongoDB, and how values are kept there."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions, TypeCodec, TypeRegistry
from bson.decimal128 import Decimal128
from pymongo import AsyncMongoClient, WriteConcern
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from shared.settings import ServiceSettings

Document = dict[str, Any]
Client = AsyncMongoClient[Document]
Database = AsyncDatabase[Document]
Collection = AsyncCollection[Document]


class _DecimalCodec(TypeCodec):
    python_type = Decimal
    bson_type = Decimal128

    def transform_python(self, value: Decimal) -> Decimal128:
        return Decimal128(value)

    def transform_bson(self, value: Decimal128) -> Decimal:
        return value.to_decimal()


def _fallback(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Enum):
        return value.value
    return value


CODEC: Final[CodecOptions[Document]] = CodecOptions(
    tz_aware=True,
    uuid_representation=UuidRepresentation.STANDARD,
    type_registry=TypeRegistry([_DecimalCodec()], fallback_encoder=_fallback),
)


AS_STORED: Final = CODEC.with_options(uuid_representation=UuidRepresentation.UNSPECIFIED)
"""For what is read only to be named again to MongoDB: to make a UUID of what is kept, and the reverse, takes some 10 µs each time."""


def connect(settings: ServiceSettings) -> Client:
    return AsyncMongoClient(settings.mongo_url, appname="skillproof", serverSelectionTimeoutMS=5_000, maxPoolSize=50)


def database(client: Client, settings: ServiceSettings) -> Database:
    majority = WriteConcern("majority", wtimeout=10_000)
    return client.get_database(settings.mongo_database, codec_options=CODEC, write_concern=majority)
