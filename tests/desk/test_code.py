import pytest

from bot.desk.code import looks_like_code, make_code, read_code, split_code

CODE = "7KQ2-M4TX-9AB4"
OLDER = "7KQ2-M4TK"
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_code_is_read_as_it_was_made() -> None:
    codes = {make_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(read_code(code) == code and len(code.replace("-", "")) == 12 for code in codes)


@pytest.mark.parametrize("typed", ["7kq2 m4tx 9ab4", " 7KQ2M4TX9AB4 "])
def test_code_is_read_as_people_type_it(typed: str) -> None:
    assert read_code(typed) == CODE


def test_older_code_is_read() -> None:
    assert read_code("7kq2 m4tk") == OLDER


@pytest.mark.parametrize("place", [at for at, sign in enumerate(CODE) if sign != "-"])
def test_every_wrong_sign_is_found(place: int) -> None:
    wrong = (CODE[:place] + sign + CODE[place + 1 :] for sign in SIGNS if sign != CODE[place])

    assert not any(map(read_code, wrong))


@pytest.mark.parametrize("text", ["", "7KQ2", "7KQ2-M4TX", f"{CODE}-7KQ2", "7KQ2-M4TX-9ABÄ", "nonsense"])
def test_what_is_none_is_not_read(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize(
    "text", [CODE, "7kq2 m4tk", "7KQ2M4TX9AB4", "7KQ2-M4TX-9AB5", "7KQ2-M4TX", "ABCD-EFGN"]
)
def test_code_is_known_by_its_looks(text: str) -> None:
    assert looks_like_code(text)


@pytest.mark.parametrize(
    "text", ["", "2021-2022", "7KQ2 M4TX", "5 May 2021", "massacre", "MI35 MI17", f"{CODE} more"]
)
def test_other_words_do_not_look_like_a_code(text: str) -> None:
    assert not looks_like_code(text)


@pytest.mark.parametrize("code", [CODE, OLDER])
@pytest.mark.parametrize("behind", ["", "more", "mOre text", "two\nlines of it"])
def test_text_behind_a_code_stays_whole(code: str, behind: str) -> None:
    assert split_code(f"{code} {behind}") == (code, behind)
    assert split_code(f"{code.replace('-', ' ')} {behind}") == (code, behind)


def test_text_without_a_code_stays_whole() -> None:
    assert split_code("The bridge was hit") == ("", "The bridge was hit")
