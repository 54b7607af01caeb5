from dataclasses import dataclass

from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.ports import Keys
from bot.speech.heard import From


@dataclass(frozen=True, slots=True)
class Senders:
    """Tells who spoke and where they are answered.

    `workspace` is the team's id, `bot` the bot's own user id, `audience` what members of the workspace are shown. Whoever belongs to another team is
    the public, and so is everybody in a channel that is shared with others. `takes_files`: what comes along in private may go with a tip.
    """

    workspace: str
    bot: str
    audience: Audience
    keys: Keys
    takes_files: bool = False

    def private(self, user: str, *, team: str = "", is_shared: bool = False) -> From:
        """One person alone. All that is private with them is one conversation, wherever it was begun: their address is their own id."""
        return self._sender(user, user, "", team=team, is_shared=is_shared, is_private=True)

    def public(self, user: str, channel: str, thread: str, *, team: str = "", is_shared: bool) -> From:
        """Somebody in a thread of a channel, where others read along."""
        return self._sender(user, channel, thread, team=team, is_shared=is_shared, is_private=False)

    def nobody(self) -> From:
        """The whole workspace: an address without a chat."""
        return self._sender("", "", "", team="", is_shared=True, is_private=True)

    def _sender(
        self, user: str, chat: str, thread: str, *, team: str, is_shared: bool, is_private: bool
    ) -> From:
        is_ours = team in {"", self.workspace} and not is_shared
        is_outside = not is_private and team != self.workspace  # in a channel one has to be known to be of us
        person, *formerly = self.keys.pseudonyms(Front.SLACK, self.workspace, user)
        return From(
            Address(Front.SLACK, self.workspace, chat, thread),
            person,
            self.audience if is_ours else Audience.PUBLIC,
            formerly=tuple(formerly),
            user=user,
            is_private=is_private,
            is_outside=is_outside,
        )
