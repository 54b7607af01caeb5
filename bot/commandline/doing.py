from typing import Literal

Doing = Literal["backup", "check", "import", "migrate", "restore", "run"]
"""What a command was about to do, which is said to have failed."""
