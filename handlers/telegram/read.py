"""An update of Telegram's into what was heard. Pure; built from permitted fields only."""

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, MessageEntity, Update, User

from bot.claims.redaction import redact
from bot.claims.submission import Submission
from bot.desk.code import read_code
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.ports import Keys
from bot.speech import heard
from bot.speech.attached import Attachment
from bot.speech.choices import read_choice
from bot.speech.commands import TAKES_ALONG, read_command, read_sentence, takes
from bot.speech.heard import Command, From, Heard, Verb
from bot.speech.traffic import Arrival
from handlers.telegram.content import (
    entities_of,
    joined,
    piece,
    quoted_words,
    read_content,
    well_formed,
    without,
    words_of,
)
from handlers.telegram.files import attachments_in, cut_file
from handlers.telegram.update import UNREADABLE, parse_update, sent_at, update_id

_NAMED: Final = re.compile(r"/\w+@(\w+)")
"""A command to one bot of several."""

_ADDING: Final = re.compile(rf"/{Verb.ADD.value} ([0-9A-Z]{{4}}(?:-[0-9A-Z]{{4}}){{1,2}})\b")

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_LARGEST_ID: Final = 2**63 - 1
_LONGEST_USER: Final = 18


class Unheard(Enum):
    IGNORED = "ignored"  # not meant for us
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Me:
    """The bot as Telegram knows it. `name` is its user name without the @."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Reader:
    """`staff` are the ids of the newsroom's people, `staff_chats` those of groups in which only they are. `takes_files`: what comes along in private
    may go with a tip."""

    me: Me
    keys: Keys
    staff: frozenset[int] = frozenset()
    staff_chats: frozenset[int] = frozenset()
    takes_files: bool = False

    def read(self, raw: object) -> Arrival | Unheard:
        """Raises nothing, whatever `raw` is. Where something beside the words is malformed, the words are heard alone."""
        read = self._read(raw, words_alone=False)
        return self._read(raw, words_alone=True) if read is Unheard.MALFORMED else read

    def _read(self, raw: object, *, words_alone: bool) -> Arrival | Unheard:
        try:
            more = cut_file if self.takes_files else None
            update = parse_update(raw, words_alone=words_alone, more=more)
            found = None if update is None else self._heard(update)
        except UNREADABLE:
            return Unheard.MALFORMED
        number = update_id(raw)
        if found is None or number is None:
            return Unheard.IGNORED
        return Arrival(f"{Front.TELEGRAM.value}:{self.me.id}:{number}", found, sent_at=sent_at(raw))

    def _heard(self, update: Update) -> Heard | None:
        if update.callback_query:
            return self._pressed(update.callback_query)
        if update.my_chat_member:
            return self._left(update.my_chat_member)
        if update.message:
            return self._said(update.message, is_edit=False)
        return self._said(update.edited_message, is_edit=True) if update.edited_message else None

    def _pressed(self, query: CallbackQuery) -> Heard | None:
        if query.message is None or query.from_user.is_bot:
            return None
        thread = query.message.message_thread_id if isinstance(query.message, Message) else None
        is_topic = isinstance(query.message, Message) and bool(query.message.is_topic_message)
        sender = self._from(query.message.chat, query.from_user, thread=thread if is_topic else None)
        choice = read_choice(query.data) if isinstance(query.data, str) else None
        return heard.Pressed(sender, choice, _number(query.message.message_id), well_formed(query.id)[:64])

    def _left(self, changed: ChatMemberUpdated) -> Heard | None:
        if changed.new_chat_member.status != ChatMember.LEFT or changed.chat.type == Chat.CHANNEL:
            return None
        return heard.Left(self._from(changed.chat, changed.from_user))

    def _said(self, message: Message, *, is_edit: bool) -> Heard | None:
        sender = self._sender(message)
        if sender is None or message.is_automatic_forward:
            return None
        submission = read_content(message)
        if is_edit and not submission.text:
            return None
        if message.forward_origin is None and (asked := self._asked(message, sender, is_edit=is_edit)):
            return asked
        if not sender.is_private:
            return self._addressed(message, sender, submission, is_edit=is_edit)
        return self._message(message, sender, submission, is_edit=is_edit)

    def _asked(self, message: Message, sender: From, *, is_edit: bool) -> Heard | None:
        """What a command asks for; None for a text, for a command to somebody else, and for one that was only changed."""
        words = words_of(message)
        command = read_command(sender, words, handle=_number(message.message_id))
        if command is None:
            return self._spoken(message, sender, words, is_edit=is_edit)
        if not self._is_for_us(words, command):
            return None
        if command.verb is Verb.ROLE:
            return None if is_edit else self._appointing(message, command)
        if command.verb is Verb.CHECK:
            marked = quoted_words(message)
            if (target := self._target(message)) is not None:
                return self._message(
                    message, sender, target, is_edit=is_edit, is_alone=True, is_forwarded=True
                )
            if command.argument or marked:
                whole = replace(read_content(message), text=joined(marked, command.argument))
                return self._message(message, sender, whole, is_edit=is_edit, is_alone=True)
        if is_edit or command.verb not in TAKES_ALONG or not sender.is_private:
            return None if is_edit else command
        # Where no pictures are taken too: then it is said.
        return replace(command, attached=attachments_in(message), album=self._album(message, sender))

    def _album(self, message: Message, sender: From) -> str:
        if not message.media_group_id:
            return ""
        group = well_formed(message.media_group_id)
        return self.keys.digest(Front.TELEGRAM.value, self.me.id, "album", sender.address.chat, group)

    def _attached(self, message: Message, sender: From) -> tuple[Attachment, ...]:
        return attachments_in(message) if self.takes_files and sender.is_private else ()

    def _appointing(self, message: Message, command: Command) -> Heard:
        """Whom a role is for: whoever wrote what this answers, or whose id stands at the end. Nobody's message but such a one is looked at for that."""
        before, _, last = command.argument.strip().rpartition(" ")
        if last.isascii() and last.isdecimal() and len(last) <= _LONGEST_USER:
            return replace(command, argument=before, about=self._person(int(last)))
        answered = message.reply_to_message.from_user if message.reply_to_message else None
        if answered is None or answered.is_bot:
            return command
        return replace(command, about=self._person(answered.id))

    def _person(self, number: int) -> From:
        """Somebody alone with us."""
        user = _number(number)
        names = self.keys.pseudonyms(Front.TELEGRAM, self.me.id, user)
        audience = Audience.NEWSROOM if number in self.staff else Audience.PUBLIC
        address = Address(Front.TELEGRAM, self.me.id, user)
        return From(address, names[0], audience, formerly=names[1:], user=user)

    def _spoken(self, message: Message, sender: From, words: str, *, is_edit: bool) -> Heard | None:
        """A sentence behind a verb of ours. In a group other bots may have the same verb: there it has to name us."""
        sentence = read_sentence(words)
        if not sentence or not (sender.is_private or self._is_named(words)):
            return None
        whole = replace(read_content(message), text=joined(quoted_words(message), sentence))
        return self._message(message, sender, whole, is_edit=is_edit)

    def _is_for_us(self, words: str, command: Command) -> bool:
        """In a group other bots may be asked, by name or by words of their own."""
        if command.sender.is_private:
            return True
        if _NAMED.match(words.strip()):
            return self._is_named(words)
        return command.verb is not None and (not command.argument or takes(command.verb, command.argument))

    def _is_named(self, words: str) -> bool:
        named = _NAMED.match(words.strip())
        return named is not None and named[1].lower() == self.me.name.lower()

    def _addressed(
        self, message: Message, sender: From, submission: Submission, *, is_edit: bool
    ) -> Heard | None:
        """In a group only what is said to us: by name, or as a reply to something of ours."""
        text = words_of(message)
        ours = [entity for entity in entities_of(message) if self._names_us(text, entity)]
        if ours:
            target = self._target(message)
            if target is not None:
                return self._message(
                    message, sender, target, is_edit=is_edit, is_alone=True, is_forwarded=True
                )
            own = without(text, ours)
            whole = replace(submission, text=joined(quoted_words(message), own))
            return self._message(message, sender, whole, is_edit=is_edit)
        if self._is_ours(message.reply_to_message):
            return self._message(message, sender, submission, is_edit=is_edit)
        return None

    def _target(self, message: Message) -> Submission | None:
        """What somebody else said, to which this is a reply; the part that was marked, where one was."""
        target = message.reply_to_message
        if target is None or self._is_ours(target):
            return None
        found = read_content(target)
        if message.quote and (marked := well_formed(message.quote.text).strip()):
            found = replace(found, text=marked)
        return found if found.text or found.attachments or found.links else None

    def _is_ours(self, message: Message | None) -> bool:
        return bool(message and message.from_user and str(message.from_user.id) == self.me.id)

    def _about(self, message: Message) -> str:
        """The receipt in the message of ours that this one answers: there it stands behind the command to add something."""
        target = message.reply_to_message
        if target is None or not self._is_ours(target):
            return ""
        named = _ADDING.search(words_of(target))
        return (read_code(named[1]) or "") if named else ""

    def _names_us(self, text: str, entity: MessageEntity) -> bool:
        if entity.type == MessageEntity.TEXT_MENTION:
            return bool(entity.user and str(entity.user.id) == self.me.id)
        return (
            entity.type == MessageEntity.MENTION and piece(text, entity).lower() == f"@{self.me.name.lower()}"
        )

    def _message(
        self,
        message: Message,
        sender: From,
        submission: Submission,
        *,
        is_edit: bool,
        is_alone: bool = False,
        is_forwarded: bool = False,
    ) -> Heard:
        """`is_forwarded` where `submission` is what somebody else wrote. Of a forward Telegram's bots are told whoever it is from."""
        is_of_others = message.forward_origin is not None or bool(quoted_words(message))
        return heard.Message(
            sender,
            redact(submission),
            _number(message.message_id),
            "" if is_edit or is_alone else self._album(message, sender),
            is_edit,
            is_alone,
            self._about(message),
            () if is_edit or is_alone else self._attached(message, sender),
            is_forwarded=is_forwarded or is_of_others,
        )

    def _sender(self, message: Message) -> From | None:
        """None for other bots and for channels. Who writes as a group or channel is known as that."""
        if message.chat.type not in {Chat.PRIVATE, Chat.GROUP, Chat.SUPERGROUP}:
            return None
        speaker = message.sender_chat or message.from_user
        if speaker is None or (isinstance(speaker, User) and speaker.is_bot):
            return None
        thread = message.message_thread_id if message.is_topic_message else None
        return self._from(message.chat, speaker, thread=thread)

    def _from(self, chat: Chat, speaker: User | Chat, *, thread: int | None = None) -> From:
        is_private = chat.type == Chat.PRIVATE
        user = _number(speaker.id)
        names = self.keys.pseudonyms(Front.TELEGRAM, self.me.id, user)
        is_staff = chat.id in self.staff_chats or (is_private and speaker.id in self.staff)
        language = speaker.language_code if isinstance(speaker, User) else None
        return From(
            Address(Front.TELEGRAM, self.me.id, _number(chat.id), _number(thread) if thread else ""),
            names[0],
            Audience.NEWSROOM if is_staff else Audience.PUBLIC,
            formerly=names[1:],
            user=user,
            language=language if isinstance(language, str) and _LANGUAGE.fullmatch(language) else "",
            is_private=is_private,
        )


def _number(value: object) -> str:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST_ID:
        raise ValueError("no number of Telegram's")
    return str(value)
