"""A cheap sign of machine-rewritten text: quotation marks that do not pair up."""

_PARAGRAPHS = 8
_ODD = 3


def looks_rewritten(text: str) -> bool:
    """True if several paragraphs have an odd number of quotation marks that no quotation over several paragraphs explains."""
    paragraphs = [paragraph for paragraph in text.split("\n") if paragraph.strip()]
    if len(paragraphs) < _PARAGRAPHS:
        return False
    following = [*(paragraph.startswith('"') for paragraph in paragraphs[1:]), False]
    odd = sum(
        paragraph.count('"') % 2
        for paragraph, goes_on in zip(paragraphs, following, strict=True)
        if not goes_on and paragraph.count('"') > 0
    )
    return odd >= _ODD
