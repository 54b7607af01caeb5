from typing import Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

_SHARED: Final = "handlers.web.look"


def open_templates(package: str) -> Environment:
    """The templates of that package, and `document.html`, which all pages extend. Every word passes through Jinja's escaping."""
    return Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader(_SHARED)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
