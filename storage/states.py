"""States of what is on its way in or out, as they stand in the tables."""

from typing import Final

WAITING: Final = "waiting"
PARKED: Final = "parked"
SENT: Final = "sent"
FAILED: Final = "failed"

LONGEST_FAULT: Final = 80
"""Characters that are kept of the name of a fault."""

UNDECODABLE: Final = "undecodable"
"""Why something is laid aside or given up that another version of this program wrote, and this one cannot read."""

WITHOUT_FRONT: Final = "without front"
"""Why a reply is given up that leads to a platform which is not configured any more."""
