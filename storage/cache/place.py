from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 0.04
"""Seconds that one call may take, connecting included."""

NAMESPACE = "secondsource"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Redis or Valkey server is and how to sign in. `user` and `password` count before those in the address. `ca_file` holds the
    authorities that are trusted for `rediss://`, None for the system's. `namespace` begins every key, so that installations can share a
    server."""

    url: str = field(repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    patience: float = PATIENCE
    namespace: str = NAMESPACE
