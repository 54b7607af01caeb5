"""The same as `self_named` in Burmese, where nothing parts one word from the next: particles and the end of the clause do."""

import re
from collections.abc import Iterator
from typing import Final

_SELF: Final = r"(?:ကျွန်တော|ကျွန်တေ|ကျနော|ကျွန်မ|ကျမ|ကျွန်ုပ|ကျုပ|ငါ|မိမိ)[့်]{0,2}(?:တို့)?"
_OF: Final = r"(?:\s?(?:ရဲ့|၏))?\s?"
_REST: Final = r"[^။၊\n]{0,60}"
_HONOURED: Final = r"(?:ဦး|ဒေါ်|မောင်|ဒေါက်တာ|စော|နော်|စိုင်း|နန်း)"
_KIN: Final = (
    r"(?:အစ်ကို|အကို|အစ်မ|အမ|ညီမ|ညီလေး|ညီ|အဖေ|အမေ|သမီး|သား|ဇနီး|ခင်ပွန်း|ယောက်ျား|မိန်းမ|ဦးလေး|အဒေါ်|အဘွား|အဘိုး|သူငယ်ချင်း)"
)

_NAMED: Final = (
    re.compile(rf"{_SELF}{_OF}(?:နာမည်|အမည်){_REST}"),
    re.compile(rf"{_SELF}(?:\s?(?:က|ကတော့|ဟာ|သည်))?\s{{0,2}}{_HONOURED}[^။၊\s]{{1,40}}ပါ(?=\s*(?:[။၊\n]|$))"),
    re.compile(rf"{_SELF}(?:\s|က|ကတော့|ဟာ|သည်)\s?ကို[^။၊\s]{{2,40}}ပါ(?=\s*(?:[။၊\n]|$))"),
    re.compile(rf"{_SELF}{_OF}{_KIN}(?:လေး|ကြီး)?\s(?:{_HONOURED}|ကို)[^။၊\s]{{2,40}}"),
    re.compile(rf"{_SELF}{_OF}{_KIN}(?:ရဲ့|၏)?\s?နာမည်{_REST}"),
)
_PLACED: Final = (
    re.compile(rf"{_SELF}[^။\n]{{0,60}}?(?:မှာ|တွင်|၌)\s?(?:ပဲ|ဘဲ)?\s?နေ(?:ထိုင်)?(?:ပါ)?(?:တယ်|သည်|တာ)"),
    re.compile(rf"(?:{_SELF}{_OF})(?:နေရပ်|အိမ်)?လိပ်စာ{_REST}|(?:နေရပ်|အိမ်)လိပ်စာ{_REST}"),
    re.compile(rf"လိပ်စာ(?:က|ကတော့|မှာ|သည်|\s?[:=-])\s?{_REST}"),
    re.compile(rf"အိမ်(?:နံပါတ်|အမှတ်)\s?(?:က|ကတော့|မှာ|သည်|[:=(-])?\s?[၀-၉0-9]{_REST}"),
)
_ASKED: Final = re.compile(r"ပါ(?:နဲ့|နှင့်)|မ(?:ဖော်|ထည့်|ပြော|သုံး|ရေး|ပေး|သိ)|ဘူး|ကူညီ|ကယ်ပါ|ပေးပါ|[?]|(?:လား|လဲ)\s*$")
"""What is asked of us about a name ("do not publish it"), not told: the words are the same."""


def burmese_self_named(text: str) -> Iterator[tuple[int, int]]:
    """Where such words begin and end."""
    for pattern in (*_NAMED, *_PLACED):
        for found in pattern.finditer(text):
            if not _ASKED.search(found[0]):
                yield found.span()
