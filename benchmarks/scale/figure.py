from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`most` is what it may be, None where nothing is promised."""

    name: str
    value: float
    unit: str
    most: float | None = None

    @property
    def holds(self) -> bool:
        return self.most is None or self.value <= self.most

    @property
    def line(self) -> str:
        floor = "" if self.most is None else f"  at most {self.most:.0f} {self.unit}"
        return f"{self.name:44} {self.value:9.2f} {self.unit}{floor}{'' if self.holds else '  <-- does not hold'}"
