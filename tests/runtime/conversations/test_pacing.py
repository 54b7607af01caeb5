import asyncio
from itertools import pairwise

from bot.runtime.pacing import Pace


class Platform:
    """Takes one message a second altogether. Notes in which order the chats were spoken to, and when."""

    def __init__(self) -> None:
        self.pace = Pace(per_second=1)
        self.spoken: list[tuple[str, float]] = []

    async def speak(self, chat: str, *, spacing: float = 0.5) -> None:
        async with self.pace.turn(chat, spacing=spacing):
            self.spoken.append((chat, asyncio.get_running_loop().time()))

    def order(self) -> str:
        return "".join(chat for chat, _ in self.spoken)


async def test_first_words_pass_whoever_was_spoken_to() -> None:
    platform = Platform()
    await platform.speak("a")
    await asyncio.gather(*(platform.speak(chat) for chat in "abc"))

    assert platform.order() == "abca"


async def test_nobody_gives_way_for_ever() -> None:
    platform = Platform()
    await platform.speak("a")

    async def come_late() -> None:
        await asyncio.sleep(4)
        await platform.speak("z")

    await asyncio.gather(come_late(), *(platform.speak(chat) for chat in "abcdefgh"))

    assert platform.order() == "abcdefghaz"


async def test_pace_is_kept_while_some_give_way() -> None:
    platform = Platform()
    await platform.speak("a")
    await asyncio.gather(*(platform.speak(chat) for chat in "abacad"))

    moments = [moment for _, moment in platform.spoken]
    assert len(moments) == 7
    assert all(later - earlier >= 0.999 for earlier, later in pairwise(moments))
