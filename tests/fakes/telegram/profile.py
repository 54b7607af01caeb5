"""What the bot shows of itself: commands by scope and language, descriptions, its name."""

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.rejections import bad

_SCOPES: Final = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"}
)
_LIMITS: Final = {"name": 64, "description": 512, "short_description": 120}
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")


@dataclass
class Profile:
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def getmycommands(self, given: Parameters) -> Any:
        return self.commands.get(_place(given), [])

    def setmycommands(self, given: Parameters) -> Any:
        place, commands = _place(given), given.data("commands")
        if not isinstance(commands, list) or len(commands) > 100:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(command["command"]):
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[place] = commands
        return True

    def getmydescription(self, given: Parameters) -> Any:
        return {"description": self._text("description", given)}

    def setmydescription(self, given: Parameters) -> Any:
        return self._set("description", given)

    def getmyshortdescription(self, given: Parameters) -> Any:
        return {"short_description": self._text("short_description", given)}

    def setmyshortdescription(self, given: Parameters) -> Any:
        return self._set("short_description", given)

    def getmyname(self, given: Parameters) -> Any:
        return {"name": self._text("name", given)}

    def setmyname(self, given: Parameters) -> Any:
        return self._set("name", given)

    def _text(self, name: str, given: Parameters) -> str:
        return self.texts.get((name, given.text("language_code")), "")

    def _set(self, name: str, given: Parameters) -> bool:
        text = given.text(name)
        if len(text) > _LIMITS[name]:
            raise bad(f"BOT_{name.upper()}_TOO_LONG")
        self.texts[name, given.text("language_code")] = text
        return True


def _place(given: Parameters) -> tuple[str, str]:
    scope = given.data("scope") or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    language = given.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("LANGUAGE_CODE_INVALID")
    return json.dumps(scope, sort_keys=True), language
