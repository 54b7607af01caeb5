"""What people send along, and how a bot gets it: https://core.telegram.org/bots/api#getfile"""

from dataclasses import dataclass, field
from typing import Any, Final

from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.rejections import bad

MOST_FOR_BOTS: Final = 20 * 1024 * 1024


@dataclass
class Files:
    """`by_path` are those whose path a bot asked for: only these can be downloaded, and only with its token."""

    by_id: dict[str, bytes] = field(default_factory=dict)
    by_path: dict[str, bytes] = field(default_factory=dict)

    def put(self, content: bytes) -> str:
        """The id by which a bot asks for it."""
        name = f"AgACAgIAAxkB_{len(self.by_id):04}-x"
        self.by_id[name] = content
        return name

    def photo(self, content: bytes, *, width: int = 1280, height: int = 960) -> dict[str, Any]:
        """As it stands in a message: a small one first, then the largest."""
        sizes = [(b"small", 90, 67), (content, width, height)]
        described = [
            {
                "file_id": self.put(one),
                "file_unique_id": f"AQAD{at}",
                "width": w,
                "height": h,
                "file_size": len(one),
            }
            for at, (one, w, h) in enumerate(sizes)
        ]
        return {"photo": described}

    def document(self, content: bytes, *, mime_type: str, name: str = "IMG_0001.jpg") -> dict[str, Any]:
        described = {
            "file_id": self.put(content),
            "file_unique_id": "AQADdocument",
            "file_size": len(content),
            "file_name": name,
            "mime_type": mime_type,
        }
        return {"document": described}

    def getfile(self, given: Parameters) -> Any:
        name = given.text("file_id")
        if name not in self.by_id:
            raise bad("wrong file_id or the file is temporarily unavailable")
        content = self.by_id[name]
        if len(content) > MOST_FOR_BOTS:
            raise bad("file is too big")
        path = f"photos/file_{len(self.by_path)}.jpg"
        self.by_path[path] = content
        return {"file_id": name, "file_unique_id": "AQAD", "file_size": len(content), "file_path": path}
