"""Names in forms: what people write for a place, an actor or a source, and the id under which the library files it."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.claims.claim import NameKind
from bot.claims.names import Names
from bot.desk.form_values import Values
from bot.errors import Refusal

SPEAKERS = (NameKind.SOURCE, NameKind.ACTOR)


@dataclass(frozen=True, slots=True)
class Filed:
    """What records can refer to. `records` are the ids of those that are there, as far as somebody asks for them."""

    names: Names
    records: Collection[str] = ()

    def file(self, values: Values, field: str, text: str, *kinds: NameKind) -> str:
        """The id of what is called so, first of the first of these kinds; the text itself where the library does not know it."""
        for kind in kinds:
            if self.names.get(kind, text) is not None:
                return text
        for kind in kinds:
            found = self.names.bearers(kind, text)
            if certain := self._certain(kind, found):
                return certain
            if found:
                values.complain(field, Refusal("form.fault.ambiguous", text=text, ids=", ".join(found)))
                return ""
        return text

    def _certain(self, kind: NameKind, found: tuple[str, ...]) -> str:
        """The one that is meant in any case: where a town and its township have one name, the township. Empty where they lie apart."""
        every = [self.names.lineage(kind, one) for one in found]
        return next((one for one in found if all(one in lineage for lineage in every)), "")

    def write(self, filed: str, *kinds: NameKind) -> str:
        """What to write for an id so that it is filed under it again: its name, else the id."""
        for kind in kinds:
            name = self.names.get(kind, filed)
            if name is not None:
                spelled, probe = " ".join(name.name.split()), Values({})
                return spelled if self.file(probe, "", spelled, *kinds) == filed else filed
        return filed

    def name_of(self, kind: NameKind, filed: str) -> str:
        name = self.names.get(kind, filed)
        return name.name if name else ""
