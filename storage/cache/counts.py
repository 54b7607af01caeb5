from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """What a cache has done since the start. `errors` are calls that failed, `skipped` those that were not made, since the server was being
    left alone: both are misses to whoever asked, and not counted among them."""

    hits: int = 0
    misses: int = 0
    errors: int = 0
    skipped: int = 0

    def note(self, *, is_hit: bool) -> None:
        if is_hit:
            self.hits += 1
        else:
            self.misses += 1

    def facts(self) -> Mapping[str, int]:
        return {"hits": self.hits, "misses": self.misses, "errors": self.errors, "skipped": self.skipped}
