"""The beginning of other people's text, where the whole would push everything else off the screen."""

from bot.speech.plain import one_line


def excerpt(text: str, longest: int) -> str:
    """The text on one line, at most `longest` characters and a mark where it was cut: between words, inside one only if that word is very long."""
    whole = one_line(text[: longest * 4])
    if len(whole) <= longest and len(text) <= longest * 4:
        return whole
    head = whole[:longest]
    cut = head.rpartition(" ")[0]
    return f"{(cut if len(cut) > longest // 2 else head).rstrip()} …"
