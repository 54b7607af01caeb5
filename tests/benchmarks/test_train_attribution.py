"""What the model of speakers is taught with: texts with other people in them, and no sentence with two right answers that exclude each other."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading import FOLDER, is_blind, starter_names
from benchmarks.rig.labels import Label, Sample, load_samples
from benchmarks.train_attribution.lessons import TEXTS, lessons, open_tokenizer
from benchmarks.train_attribution.renamed import People, people_of, renamed
from storage.index.encoder_folder import BUILT_IN

PEOPLE = People(
    frozenset(["Mya Sein", "Tun Lin", "Bran Hkawn", "Ida Moss"]),
    {2: ["Mya Sein", "Tun Lin", "Bran Hkawn", "Ida Moss"]},
)
TAUGHT = load_samples(TEXTS / "t1.jsonl")
ALL_PEOPLE = people_of(TAUGHT, starter_names())


def sample(text: str, *labels: tuple[str, str]) -> Sample:
    return Sample("x", text, None, tuple(Label(says, (speaker,)) for says, speaker in labels))


def every_way(given_sample: Sample) -> list[Sample]:
    return [renamed(given_sample, PEOPLE, random.Random(seed)) for seed in range(40)]


def test_a_person_gets_another_name_wherever_a_word_of_theirs_stands() -> None:
    old = sample(
        "Mya Sein said it was over. Nobody, Sein added, was left.",
        ("it was over", "Mya Sein"),
        ("Sein added", "Mya Sein"),
    )
    texts = {new.labels[0].speakers[0]: new for new in every_way(old)}
    assert set(texts) == PEOPLE.every
    new = texts["Bran Hkawn"]
    assert new.text == "Bran Hkawn said it was over. Nobody, Hkawn added, was left."
    assert [label.says for label in new.labels] == ["it was over", "Hkawn added"]
    assert new.labels[1].speakers == ("Bran Hkawn",)


@pytest.mark.parametrize(
    "text",
    [
        "Tun Lin Times reported it.",  # the beginning of a longer name
        "Ida Moss fell on the moss.",  # a word of the text
        "Nobody whom we know said it.",
    ],
)
def test_what_may_be_another_name_or_a_word_stays(text: str) -> None:
    old = sample(text)
    assert all(new == old for new in every_way(old))


def test_people_who_share_a_word_keep_theirs() -> None:
    people = People(frozenset(["Mya Sein", "Ko Sein"]), {2: ["Mya Sein", "Ko Sein", "Ida Moss"]})
    old = sample("Mya Sein told Ko Sein to go.")
    assert all(renamed(old, people, random.Random(seed)) == old for seed in range(20))


@given(st.sampled_from(TAUGHT), st.integers())
def test_labels_go_on_fitting(old: Sample, seed: int) -> None:
    new = renamed(old, ALL_PEOPLE, random.Random(seed))
    assert len(new.labels) == len(old.labels)
    for before, after in zip(old.labels, new.labels, strict=True):
        assert new.text.count(after.says) == old.text.count(before.says)
        for was, now in zip(before.speakers, after.speakers, strict=True):
            assert (now.lower() in new.text.lower()) == (was.lower() in old.text.lower())
            assert len(now.split()) == len(was.split())


def test_of_a_claim_with_two_answers_nothing_is_learned() -> None:
    two = sample(
        "Mya Sein says road open and Tun Lin says bridge gone",
        ("road open", "Mya Sein"),
        ("bridge gone", "Tun Lin"),
    )
    one = sample("Mya Sein said the road is open.", ("road is open", "Mya Sein"))
    tokenizer = open_tokenizer(BUILT_IN / "tokenizer.json")
    taught = list(lessons([two, one], starter_names(), tokenizer, are_rules_honest=True))
    assert [len(each.right) for each in taught] == [1]


def test_blind_texts_are_not_among_those_to_be_taught() -> None:
    blind = {each.text for path in FOLDER.glob("*.jsonl") if is_blind(path) for each in load_samples(path)}
    taught = {each.text for path in TEXTS.glob("*.jsonl") for each in load_samples(path)}
    assert blind
    assert not blind & taught
