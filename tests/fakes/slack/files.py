"""What people send along, as Slack tells of it: https://docs.slack.dev/reference/objects/file-object"""

from dataclasses import dataclass
from typing import Any


@dataclass
class File:
    """`is_foreign`: of another organisation, so that an event tells nothing of it. `mode` is that of Slack: *hosted*, *external*, *snippet*."""

    id: str
    content: bytes
    mimetype: str = "image/jpeg"
    mode: str = "hosted"
    is_foreign: bool = False
    is_deleted: bool = False
    address: str = ""

    def described(self, address: str) -> dict[str, Any]:
        """With what tells of people and places, which nobody may keep."""
        place = self.address or f"{address}/files-pri/T1-{self.id}"
        return {
            "id": self.id,
            "created": 1_795_000_000,
            "name": "IMG_20260301_mandalay.jpg",
            "title": "our street",
            "mimetype": self.mimetype,
            "filetype": "jpg",
            "user": "U0ASKER",
            "mode": self.mode,
            "is_external": self.mode == "external",
            "size": len(self.content),
            "url_private": f"{place}/image.jpg",
            "url_private_download": f"{place}/download/image.jpg",
            "permalink": "https://newsroom.slack.com/files/U0ASKER/x/image.jpg",
            "thumb_64": f"{place}_64.jpg",
            "file_access": "visible",
        }

    def in_event(self, address: str) -> dict[str, Any]:
        if self.is_foreign:
            return {"id": self.id, "created": 1_795_000_000, "file_access": "check_file_info"}
        return self.described(address)
