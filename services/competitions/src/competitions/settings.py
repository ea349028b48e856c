from shared.settings import ServiceSettings, prefixed


class Settings(ServiceSettings):
    """Environment variables with the prefix COMPETITIONS_."""

    model_config = prefixed("COMPETITIONS_")
