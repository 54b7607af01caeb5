from typing import NewType

Pseudonym = NewType("Pseudonym", str)
"""A person, without who it is."""
