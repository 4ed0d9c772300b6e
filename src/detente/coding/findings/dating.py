"""Anachronisms: what did not exist yet, or no longer, at the report's date; and past deeds dated after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from detente.coding.findings.accounts import Account
from detente.coding.findings.making import defect
from detente.coding.findings.people import Named, person
from detente.coding.findings.scene import Scene
from detente.coding.layers import MentionKind, Sentence
from detente.knowledge import Organisation, State
from detente.knowledge.validity import begun, over
from detente.record.enums import DateBasis, DefectKind
from detente.record.tables import Faults, read_table, text
from detente.record.types import Defect, Time

_OLD = frozenset(
    """former ex ex- era then old late post pre since history historic historical anniversary legacy archive archives museum
    memorial during century decades ago heir successor collapse fall dissolution breakup break-up memory remembered past
    defunct grave tomb statue portrait birth death""".split()
)
_TERMS = frozenset(
    """due until till by mature maturing maturity expire expires expiring deadline end ending ends plan plans planned target for
    through next from schedule scheduled dated futures contract delivery bond bonds debenture debentures notes""".split()
)
_OF_STATES = frozenset(
    "ambassador president government minister embassy army parliament king premier".split()
)
_LATEST = timedelta(days=2)  # time zones, and papers dated ahead

Novelties = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class OldNames:
    """Names that are no longer borne: since when, and what is said now."""

    names: Mapping[str, tuple[str, str]]
    pattern: re.Pattern[str]

    def within(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[str, str]]]:
        """The old names between two offsets."""
        for found in self.pattern.finditer(text, start, end):
            yield found.start(), found.end(), self.names[found.group()]


@dataclass(frozen=True, slots=True)
class Periods:
    """Words by when they came, and names by when they went."""

    new: Novelties
    old: OldNames


def load_periods() -> Periods:
    """The tables that ship with the package. Raises DataError."""
    faults = Faults()
    folder = Path(str(files("detente.coding.findings") / "data"))
    new = read_table(
        folder / "novelties.tsv", (text("word"), text("since"), text("thing")), lambda *row: row, faults
    )
    old = read_table(
        folder / "old_names.tsv", (text("name"), text("until"), text("now")), lambda *row: row, faults
    )
    faults.raise_all()
    longest = sorted((row[0] for row in old.rows), key=lambda name: (-len(name), name))
    either = "|".join(map(re.escape, longest))
    pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])(?! (?:-|[a-z]*era|leader|times))")
    names = {name: (until, now) for name, until, now in old.rows}
    return Periods({word: (since, thing) for word, since, thing in new.rows}, OldNames(names, pattern))


def anachronisms(
    scene: Scene, accounts: tuple[Account, ...], people: tuple[Named, ...], tables: Periods
) -> Iterator[Defect]:
    """One defect for each thing that is out of its time."""
    if scene.reading.published is None:
        return
    found = [
        *_new_words(scene, tables.new),
        *_new_bodies(scene),
        *_gone(scene, accounts, tables.old),
        *_to_come(scene),
        *_dead(scene, accounts, people),
        *_ahead(scene, accounts),
    ]
    unique = {item.text: item for item in reversed(found)}
    yield from sorted(unique.values(), key=lambda item: item.start)


def _new_words(scene: Scene, novelties: Novelties) -> Iterator[Defect]:
    at = scene.reading.published
    assert at is not None
    for s in scene.reading.sentences:
        for i, word in enumerate(s.lowers):
            known = novelties.get(word) or novelties.get(s.lemmas[i])
            if word.startswith("euro") and not s.words[i].islower():
                continue  # Eurobonds
            if known is not None and not begun(known[0], at) and int(known[0][:4]) - at.year >= 1:
                why = f"{known[1]} came in {known[0][:4]}, after the report's date {at}."
                yield defect(scene, DefectKind.ANACHRONISM, s.span(i, i + 1), why)


def _new_bodies(scene: Scene) -> Iterator[Defect]:
    """Organisations and states that were founded after the report."""
    at = scene.reading.published
    assert at is not None
    for mention, found in zip(scene.reading.mentions, scene.reading.resolutions, strict=True):
        if mention.kind is not MentionKind.NAME or len(mention.refs) != 1 or not found.entities:
            continue
        entry = scene.knowledge.entry(mention.refs[0])
        if not isinstance(entry, Organisation | State) or entry.since is None or begun(entry.since, at):
            continue
        words = scene.text[mention.start : mention.end]
        if int(entry.since[:4]) - at.year >= 1 and isinstance(entry, Organisation) and _is_full(entry, words):
            why = f"{entry.name} came into being in {entry.since[:4]}, after the report's date {at}."
            yield defect(scene, DefectKind.ANACHRONISM, (mention.start, mention.end), why)


def _is_full(entry: Organisation, words: str) -> bool:
    """Whether a name is an organisation's own, in capitals: "AUKUS", "African Union"; letters such as CCC are many's."""
    big = [word for word in words.split() if word not in {"of", "the", "for", "and", "in"}]
    if not all(word[:1].isupper() for word in big) or words.removeprefix("the ") not in {
        entry.name,
        *entry.names,
    }:
        return False
    return len(big) > 1 or (words.isupper() and len(words) >= 4)


def _gone(scene: Scene, accounts: tuple[Account, ...], old: OldNames) -> Iterator[Defect]:
    """A state or body that is gone, or a name that is no longer borne, in what is told as news."""
    at = scene.reading.published
    assert at is not None
    news = {
        account.sentence
        for account in accounts
        if _is_now(scene.reading.sentences[account.sentence], account)
    }
    for index in sorted(news - _with_past(scene, accounts)):
        s = scene.reading.sentences[index]
        for start, end, (until, now) in old.within(scene.text, s.start, s.end):
            if over(until, at) and at.year - int(until[:4]) >= 1 and not _OLD & set(s.lowers):
                name = scene.text[start:end]
                why = f"The name {name} ended in {until[:4]}, before the report's date {at}."
                yield defect(scene, DefectKind.ANACHRONISM, (start, end), why, now)


def _with_past(scene: Scene, accounts: tuple[Account, ...]) -> set[int]:
    """Sentences that tell of something long ago."""
    years = {
        s.index
        for s in scene.reading.sentences
        if any(
            tag == "CD" and word.isdigit() and len(word) == 4
            for tag, word in zip(s.tags, s.words, strict=True)
        )
    }
    return years | {account.sentence for account in accounts if account.dated.historical}


def _to_come(scene: Scene) -> Iterator[Defect]:
    """The office of a state that is still to come: "the ambassador of South Sudan" in 2005."""
    at = scene.reading.published
    assert at is not None
    for mention in scene.reading.mentions:
        if mention.kind is not MentionKind.NAME or not mention.refs:
            continue
        s, first = scene.reading.sentences[mention.sentence], mention.first
        entry = scene.knowledge.entry(mention.refs[0])
        if (
            not isinstance(entry, State)
            or entry.since is None
            or begun(entry.since, at)
            or len(mention.refs) > 1
        ):
            continue
        of = first > 1 and s.lowers[first - 1] == "of" and s.lemmas[first - 2] in _OF_STATES
        if of and int(entry.since[:4]) - at.year >= 1:
            why = f"{entry.name} came into being in {entry.since[:4]}, after the report's date {at}."
            yield defect(scene, DefectKind.ANACHRONISM, (mention.start, mention.end), why)


def _is_now(s: Sentence, account: Account) -> bool:
    """Whether a deed is told as news: no year, no word of the past beside it."""
    if account.mood == "unreal" or account.dated.historical or account.nominal or _OLD & set(s.lowers):
        return False
    if s.tags[account.head] == "VBN" and any(
        s.lemmas[c] == "have" and s.tags[c] == "VBD" for c in s.children[account.head]
    ):
        return False
    return not any(
        tag == "CD" and word.isdigit() and len(word) == 4 for tag, word in zip(s.tags, s.words, strict=True)
    )


def _dead(scene: Scene, accounts: tuple[Account, ...], people: tuple[Named, ...]) -> Iterator[Defect]:
    """Somebody who acts long after his death."""
    at = scene.reading.published
    assert at is not None
    heads = {(named.sentence.index, named.mention.head): named for named in people if named.ref is not None}
    for account in accounts:
        s = scene.reading.sentences[account.sentence]
        for agent in account.agents:
            named = heads.get((agent.sentence, agent.token))
            if (
                named is None
                or named.past
                or not _is_now(s, account)
                or account.dated.date.basis is DateBasis.REPORT
            ):
                continue
            entry = person(scene, named.ref or "")
            if entry.died and over(entry.died, at - timedelta(days=365)):
                why = f"{entry.name} died in {entry.died[:4]}, before the report's date {at}."
                yield defect(scene, DefectKind.ANACHRONISM, named.span, why)


def _ahead(scene: Scene, accounts: tuple[Account, ...]) -> Iterator[Defect]:
    """What is told in the past tense of a day after the report."""
    at = scene.reading.published
    assert at is not None
    for account in accounts:
        s, day = scene.reading.sentences[account.sentence], account.dated.date.start
        if account.mood != "real" or account.nominal or account.dated.time is None or day is None:
            continue
        if s.tags[account.head] not in {"VBD", "VBN"} or not _is_past(s, account.head):
            continue
        time = scene.reading.times[account.dated.time]
        if not _is_dated_by(s, account.head, time):
            continue
        if time.basis == "text" and day > at + _LATEST:
            why = f"“{s.words[account.head]}” is told as past, and dated {time.text}, after the report's date {at}."
            yield defect(scene, DefectKind.ANACHRONISM, (time.start, time.end), why)


def _is_dated_by(s: Sentence, head: int, time: Time) -> bool:
    """Whether the time hangs on the verb itself, by "on", "in" or nothing, and is no term or deadline."""
    if _TERMS & set(s.lowers):
        return False
    for i in range(len(s)):
        if not (s.starts[i] >= time.start and s.ends[i] <= time.end):
            continue
        above = s.heads[i]
        if above == head and s.deps[i] == "npadvmod":
            return True
        if s.deps[i] == "pobj" and s.lowers[above] in {"on", "in"} and s.heads[above] == head:
            return True
    return False


def _is_past(s: Sentence, head: int) -> bool:
    """Whether a verb's group is finite and past: "met", "was met", "has met"; not "is set", "to be met"."""
    if s.tags[head] == "VBD":
        return True
    helpers = [c for c in s.children[head] if s.deps[c] in {"aux", "auxpass"}]
    return any(s.tags[c] == "VBD" or s.lemmas[c] == "have" for c in helpers) and not any(
        s.tags[c] in {"MD", "TO"} for c in helpers
    )
