"""What the user of the local stack may set, by environment variables."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class StackSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="STACK_", frozen=True)

    mongo_url: str | None = None
    """A MongoDB of the user's own (a replica set), instead of a mongod of ours."""
    kafka_bootstrap: str | None = None
    """A Kafka of the user's own, instead of one of ours."""
    ci: bool = Field(default=False, validation_alias="CI")
    """In CI only the real Apache Kafka counts: there is no fallback."""
