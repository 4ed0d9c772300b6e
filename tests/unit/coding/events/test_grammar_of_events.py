"""Slots, modality and quantities: what the grammar sees around a predicate."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.codebook import Codebook
from detente.coding.events.lexicon import Lexicon
from detente.coding.events.modality import Modality, read_modality
from detente.coding.events.slots import SlotReader
from detente.coding.layers import Sentence
from detente.coding.pipeline import Coder
from detente.record.types import Quantity, Report

Parse = Callable[[str], tuple[Sentence, ...]]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load(Codebook.load())


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def filled(sentence: Sentence, lexicon: Lexicon, word: str, slot: str, pos: str = "V") -> set[str]:
    reader = SlotReader(sentence, lexicon.classes)
    slots = reader.read(sentence.words.index(word), pos)
    return {sentence.words[t] for t in slots.fill.get(slot, ())}


@pytest.mark.parametrize(
    ("text", "word", "slot", "expected"),
    [
        ("Rebels attacked the town.", "attacked", "subj", {"Rebels"}),
        ("The town was attacked by rebels.", "attacked", "subj", {"rebels"}),
        ("The town was attacked by rebels.", "attacked", "obj", {"town"}),
        ("Peru and Chile condemned the raid.", "condemned", "subj", {"Peru", "Chile"}),
        ("Peru promised to send troops.", "send", "subj", {"Peru"}),
        ("Peru urged Chile to withdraw.", "withdraw", "subj", {"Chile"}),
        ("Troops who attacked the town fled.", "attacked", "subj", {"Troops"}),
        ("The men arrested by police were freed.", "arrested", "obj", {"men"}),
        ("The men arrested by police were freed.", "arrested", "subj", {"police"}),
        ("Police arrested the man and deported him.", "deported", "subj", {"Police"}),
        ("Chile opened the talks by demanding answers.", "demanding", "subj", {"Chile"}),
        ("Peru accused Chile of arming rebels.", "arming", "subj", {"Chile"}),
        ("Peru imposed sanctions on Chile.", "imposed", "on", {"Chile"}),
        ("Hundreds of students marched.", "marched", "subj", {"Hundreds", "students"}),
        ("The general stepped down on Monday.", "stepped", "prt", {"down"}),
        ("Peru said it would respond if Chile attacked.", "said", "if", {"Chile"}),
    ],
)
def test_slots_of_verbs(
    parse: Parse, lexicon: Lexicon, text: str, word: str, slot: str, expected: set[str]
) -> None:
    assert filled(parse(text)[0], lexicon, word, slot) == expected


@pytest.mark.parametrize(
    ("text", "word", "slot", "expected"),
    [
        ("Peru held talks with Chile.", "talks", "subj", {"Peru"}),
        ("Peru held talks with Chile.", "talks", "with", {"Chile"}),
        ("Talks between Peru and Chile began.", "Talks", "between", {"Peru", "Chile"}),
        ("Peru's condemnation of Chile was sharp.", "condemnation", "poss", {"Peru"}),
        ("Peru read about talks.", "talks", "subj", set()),
    ],
)
def test_slots_of_nouns(
    parse: Parse, lexicon: Lexicon, text: str, word: str, slot: str, expected: set[str]
) -> None:
    assert filled(parse(text)[0], lexicon, word, slot, "N") == expected


def modality(parse: Parse, lexicon: Lexicon, text: str, word: str) -> Modality:
    (sentence,) = parse(text)
    i = sentence.words.index(word)
    slots = SlotReader(sentence, lexicon.classes).read(i, "V" if sentence.tags[i].startswith("V") else "N")
    return read_modality(sentence, slots, lexicon.governors)


@pytest.mark.parametrize(
    ("text", "word", "tense"),
    [
        ("Peru attacked Chile.", "attacked", "past"),
        ("Peru will attack Chile.", "attack", "future"),
        ("Peru is going to attack Chile.", "attack", "future"),
        ("Peru said it would attack Chile.", "attack", "future"),
        ("The army is attacking the town.", "attacking", "present"),
    ],
)
def test_tense(parse: Parse, lexicon: Lexicon, text: str, word: str, tense: str) -> None:
    assert modality(parse, lexicon, text, word).tense == tense


def test_would_under_a_condition_is_no_future(parse: Parse, lexicon: Lexicon) -> None:
    found = modality(parse, lexicon, "Peru said it would attack if Chile refused.", "attack")
    assert found.modal == "would"


def test_conditions(parse: Parse, lexicon: Lexicon) -> None:
    assert modality(
        parse, lexicon, "If the army attacks the town, Chile will respond.", "attacks"
    ).conditional
    assert not modality(
        parse, lexicon, "If the army attacks the town, Chile will respond.", "respond"
    ).conditional
    assert modality(parse, lexicon, "Chile will respond in case of an attack.", "attack").conditional


def test_governors(parse: Parse, lexicon: Lexicon) -> None:
    assert modality(parse, lexicon, "Peru denied attacking Chile.", "attacking").effects == (
        ("negation", "denied"),
    )
    assert (
        modality(parse, lexicon, "Peru does not plan to attack Chile.", "attack").effects[0][0] == "negation"
    )
    assert modality(parse, lexicon, "Peru spoke after the attack.", "attack").effects == ()


def quantities(coder: Coder, text: str) -> list[Quantity]:
    return [q for event in coder.code(Report(text)).events for q in event.quantities]


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("Police arrested 31 sailors.", "arrested", 31, 31),
        ("Rebels killed at least 12 soldiers.", "killed", 12, None),
        ("Rebels killed up to 12 soldiers.", "killed", 0, 12),
        ("Rebels killed dozens of soldiers.", "killed", 24, 99),
        ("Russia deployed 100,000 troops.", "troops", 100_000, 100_000),
        ("Russia deployed hundreds of thousands of troops.", "troops", 200_000, 999_999),
        ("Germany gave Kenya 5 million dollars in aid.", "money", 5_000_000, 5_000_000),
        ("Rebels killed twelve soldiers.", "killed", 12, 12),
    ],
)
def test_quantities(coder: Coder, text: str, kind: str, low: float, high: float | None) -> None:
    assert [(q.kind, q.low, q.high) for q in quantities(coder, text)] == [(kind, low, high)]


@pytest.mark.parametrize(
    "text", ["Rebels killed soldiers on 12 May.", "Rebels killed soldiers for three days."]
)
def test_dates_and_durations_are_no_quantities(coder: Coder, text: str) -> None:
    assert quantities(coder, text) == []
