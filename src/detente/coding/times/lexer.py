"""From a parsed sentence to items: words looked up, figures read, hyphened words taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from detente.coding.layers import Sentence
from detente.coding.times.guards import Guards
from detente.coding.times.items import HYPHEN, Item
from detente.coding.times.lexicon import Lexicon
from detente.coding.times.numbers import combine

_DASHES = frozenset("-–—")
_PIECES = re.compile(r"[-–—]|[^-–—]+")
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])")
# The shapes of a token that holds a figure, each with the symbol that it gets.
_SHAPES = re.compile(
    r"(?P<SLASHED>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))"
    r"|(?P<HM>(?:[01]?\d|2[0-4]):[0-5]\d)(?::[0-5]\d)?(?P<half>[ap]m|[ap]\.m\.?)?"
    r"|(?P<DECADE>(?:1[0-9]|20)?\d0)'?s"
    r"|(?P<ordinal>\d{1,2})(?:st|nd|rd|th)"
    r"|q(?P<QLABEL>[1-4])|(?P<q>[1-4])q|h(?P<HLABEL>[12])|fy(?P<FISCALYEAR>\d{4}|\d\d)"
    r"|'(?P<SHORTYEAR>\d\d)"
    r"|(?P<upper>\d)/(?P<lower>[2-9])"
    r"|(?P<seasonyear>\d{4})/\d\d"
    r"|(?P<whole>\d{0,3})(?P<vulgar>[¼½¾])"
    r"|(?P<figure>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
)
_VULGAR = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}


class Lexer:
    """Makes the items of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.words
        self._phrases = lexicon.phrases
        self._literals = lexicon.literals
        self._triggers = lexicon.triggers
        self._guards = Guards(lexicon)

    def may_hold_time(self, sentence: Sentence) -> bool:
        """Whether the sentence has a word of time, a figure, or a hyphened word that may hide one."""
        if not self._triggers.isdisjoint(sentence.lowers):
            return True
        return any(w[0].isdigit() or w[-1].isdigit() or ("-" in w and len(w) > 1) for w in sentence.words)

    def items(self, sentence: Sentence, text: str) -> list[Item]:
        """All items of the sentence, in order, number words put together."""
        return combine(list(self._raw(sentence, text)))

    def _raw(self, sentence: Sentence, text: str) -> Iterator[Item]:
        iso = self._iso(sentence, text)
        at = 0
        while at < len(sentence):
            if sentence.starts[at] in iso:
                item = iso[sentence.starts[at]]
                yield item
                at = item.last
                continue
            length, classes = self._phrase(sentence, at)
            if length:
                yield _item(sentence, at, at + length, classes)
                at += length
                continue
            yield from self._token(sentence, at)
            at += 1

    def _iso(self, sentence: Sentence, text: str) -> dict[int, Item]:
        """ISO dates by their start; the tokeniser cuts them at their hyphens."""
        out: dict[int, Item] = {}
        for found in _ISO.finditer(text, sentence.start, sentence.end):
            covered = [i for i in range(len(sentence)) if found.start() <= sentence.starts[i] < found.end()]
            if covered and sentence.starts[covered[0]] == found.start():
                first, last = covered[0], covered[-1] + 1
                out[found.start()] = Item({"ISO": found[0]}, first, last, found.start(), found.end())
        return out

    def _phrase(self, sentence: Sentence, at: int) -> tuple[int, dict[str, str]]:
        for tokens, classes in self._phrases.get(sentence.lowers[at], ()):
            if sentence.lowers[at : at + len(tokens)] == tokens:
                return len(tokens), classes
        return 0, {}

    def _token(self, sentence: Sentence, at: int) -> Iterator[Item]:
        lower = sentence.lowers[at]
        if lower in _DASHES:
            yield _item(sentence, at, at + 1, {HYPHEN: ""})
            return
        if len(lower) > 1 and not _DASHES.isdisjoint(lower) and lower not in self._words:
            yield from self._pieces(sentence, at)
            return
        yield self._word(sentence, at, lower, sentence.starts[at], sentence.ends[at])

    def _pieces(self, sentence: Sentence, at: int) -> Iterator[Item]:
        """The parts of a word with hyphens that the tokeniser left whole ("mid-1990s", "year-end", "3–5")."""
        for found in _PIECES.finditer(sentence.lowers[at]):
            start = sentence.starts[at] + found.start()
            end = sentence.starts[at] + found.end()
            if found[0] in _DASHES:
                yield Item({HYPHEN: ""}, at, at + 1, start, end, True)
            else:
                yield self._word(sentence, at, found[0], start, end)

    def _word(self, sentence: Sentence, at: int, lower: str, start: int, end: int) -> Item:
        symbols: dict[str, str] = {lower: ""} if lower in self._literals else {}
        number: Fraction | None = None
        if any(c.isdigit() or c in _VULGAR for c in lower):
            found, number = _figure(lower)
            symbols |= found
        known = self._words.get(lower)
        if known:
            symbols |= known
            number = Fraction(known["CARDINAL"]) if "CARDINAL" in known else number
            number = Fraction(known["ORDINAL"]) if "ORDINAL" in known else number
        if symbols:
            symbols = self._guards.allowed(sentence, at, symbols)
        glued = at > 0 and sentence.ends[at - 1] == sentence.starts[at]
        return Item(symbols, at, at + 1, start, end, glued or start > sentence.starts[at], number)


def _item(sentence: Sentence, first: int, last: int, symbols: dict[str, str]) -> Item:
    glued = first > 0 and sentence.ends[first - 1] == sentence.starts[first]
    number = Fraction(symbols["CARDINAL"]) if "CARDINAL" in symbols else None
    start, end = sentence.span(first, last)
    return Item(dict(symbols), first, last, start, end, glued, number)


def _figure(lower: str) -> tuple[dict[str, str], Fraction | None]:
    """Symbols and number of a token that holds a figure; nothing where its shape says nothing of time."""
    found = _SHAPES.fullmatch(lower)
    if found is None:
        return {}, None
    if found["figure"]:
        return _plain_figure(found["figure"], found["decimals"] or "")
    if found["HM"]:
        return _clock(found["HM"], found["half"]), None
    counted = _counted(found)
    if counted is not None:
        return counted
    symbol = "QLABEL" if found["q"] else str(found.lastgroup)
    return {symbol: found["q"] or found[symbol]}, None


def _clock(time: str, half: str | None) -> dict[str, str]:
    return {"HALFDAY": f"{time} {half[0]}m"} if half else {"HM": time}


def _counted(found: re.Match[str]) -> tuple[dict[str, str], Fraction] | None:
    """Fractions, ordinals and split years with their number."""
    if found["vulgar"]:
        return {"NUM": "", "FIGURE": ""}, Fraction(int(found["whole"] or 0)) + _VULGAR[found["vulgar"]]
    if found["upper"]:
        return {"NUM": "", "FRACTION": "", "FIGURE": ""}, Fraction(int(found["upper"]), int(found["lower"]))
    if found["ordinal"]:
        return {"ORDINAL": found["ordinal"]}, Fraction(int(found["ordinal"]))
    if found["seasonyear"]:
        return {"YEAR": ""}, Fraction(int(found["seasonyear"]))
    return None


def _plain_figure(figure: str, decimals: str) -> tuple[dict[str, str], Fraction]:
    symbols = {"NUM": "", "FIGURE": ""}
    number = Fraction(figure.replace(",", "") + decimals)
    if decimals:
        if len(decimals) == 3 and number < 24:
            symbols["DOTTED"] = f"{figure}:{decimals[1:]}"
        return symbols, number
    if "," in figure:
        return symbols, number
    if len(figure) <= 2 and 1 <= number <= 31:
        symbols["DAY"] = ""
    if len(figure) == 2:
        symbols["TWO"] = ""
    if len(figure) == 4:
        symbols["FOUR"] = figure
        if 1000 <= number <= 2199:
            symbols["YEAR"] = ""
    return symbols, number
