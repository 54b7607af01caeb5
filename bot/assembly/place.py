from bot.config.settings import StorageSettings
from storage.database_place import DatabasePlace
from storage.postgres import Server


def place_in(kept: StorageSettings) -> DatabasePlace:
    """Where the library and all that people send is kept."""
    return Server(kept.url.get_secret_value(), kept.connections) if kept.url else kept.database_path
