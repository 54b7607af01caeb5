from pathlib import Path

from bot.desk.tip import Addition
from storage.keys.open import open_keys
from storage.matters import close_text, open_replies
from storage.spoken import encode
from tests.fakes.clocks import FixedClock


def test_words_that_were_added_before_pictures_could_be_are_read(tmp_path: Path) -> None:
    keys = open_keys(tmp_path / "keys.json", FixedClock(), is_needed=False)
    sealed = close_text(keys, "replies", encode(("The old one.", "I am sure.")), of="code")

    assert open_replies("code", sealed, keys) == (Addition("The old one."), Addition("I am sure."))
