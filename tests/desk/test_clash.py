from bot.desk.clash import Clash, Side, clashes

BEGAN = {"kind": "event", "title": "A strike", "place": "Pazigyi", "figures": "killed | 44 | people"}


def test_each_side_keeps_what_it_alone_changed() -> None:
    theirs, yours = BEGAN | {"title": "An air strike"}, BEGAN | {"place": "Kanbalu"}

    assert clashes(BEGAN, theirs, yours) == (
        Clash("title", "An air strike", "A strike", Side.THEIRS),
        Clash("place", "Pazigyi", "Kanbalu", Side.YOURS),
    )


def test_changed_by_both_is_left_to_choose() -> None:
    found = clashes(BEGAN, BEGAN | {"title": "Theirs"}, BEGAN | {"title": "Yours"})

    assert found == (Clash("title", "Theirs", "Yours", None),)


def test_unknown_beginning_leaves_all_to_choose() -> None:
    assert clashes(None, BEGAN, BEGAN | {"place": ""}) == (Clash("place", "Pazigyi", "", None),)


def test_the_same_in_both_is_no_clash() -> None:
    changed = BEGAN | {"title": "An air strike"}

    assert clashes(BEGAN, changed, changed | {"reason": "told better", "summary": ""}) == ()


def test_white_space_is_no_difference() -> None:
    assert clashes(BEGAN, BEGAN, BEGAN | {"figures": "killed |  44 | people\n"}) == ()
