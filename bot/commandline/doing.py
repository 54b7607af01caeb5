from typing import Literal

Doing = Literal["check", "import", "migrate", "run"]
"""What a command was about to do, which is said to have failed."""
