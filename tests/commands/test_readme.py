"""What the README shows is what the program says."""

import re
import shlex
from pathlib import Path

from tests.commands.conftest import Secondsource

README = Path(__file__).parents[2] / "README.md"


def test_first_example_is_the_answer_of_a_fresh_library(secondsource: Secondsource, config: Path) -> None:
    config.write_text('[storage]\nfolder = "kept"\n', encoding="utf-8")  # with the encoder, as it comes
    shown = re.search(
        r"^\$ secondsource (?P<command>.+)\n\n(?P<answer>(?s:.+?))^```",
        README.read_text("utf-8"),
        re.MULTILINE,
    )
    assert shown
    answer = secondsource(*shlex.split(shown["command"])).stdout
    assert answer.split() == shown["answer"].split()
