"""Words that only look like times: the verb "may", Ms. May, the women's march, Resolution 1973, 2000 soldiers."""

from __future__ import annotations

from detente.coding.grammar import is_verb
from detente.coding.layers import Sentence
from detente.coding.times.lexicon import Lexicon

_MONTHS = ("MONTH", "NAME_MONTH", "WORD_MONTH", "SHORT_MONTH")
_COMMON_NOUNS = frozenset({"NN", "NNS"})
_NOT_BEHIND_ONCE = frozenset("a an again more every per in and before the , .".split())
_CURRENCY = frozenset({"$", "€", "£", "¥", "us$", "rs", "usd", "eur"})


class Guards:
    """Takes away the readings that a word cannot have where it stands."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._classes = words
        self._introducers = frozenset(w for w, c in words.items() if "INTRODUCER" in c)
        self._numbered = frozenset(w for w, c in words.items() if "NUMBERED" in c)
        self._counted = frozenset(w for w, c in words.items() if "COUNTED" in c)
        self._names = frozenset(w for w, c in words.items() if "PROPER_WEEKDAY" in c)

    def allowed(self, sentence: Sentence, at: int, symbols: dict[str, str]) -> dict[str, str]:
        """The readings that can stand; months of every kind become ``MONTH``."""
        out = {s: v for s, v in symbols.items() if s not in _MONTHS}
        month = next((s for s in _MONTHS if s in symbols), None)
        if month and self._is_month(sentence, at, month):
            out["MONTH"] = symbols[month]
        checks = (
            ("YEAR", self._is_year),
            ("WEEKDAY", self._is_weekday),
            ("WEEKDAYS", self._is_weekday),
            ("SEASON", self._is_season),
            ("UNIT", self._is_unit),
            ("LATER", self._is_adverb),
            ("DECADE", self._is_decade),
            ("REFERENCE", self._is_reference),
        )
        for symbol, holds in checks:
            if symbol in out and not holds(sentence, at):
                del out[symbol]
        return out

    def _is_month(self, sentence: Sentence, at: int, kind: str) -> bool:
        if not sentence.words[at][0].isupper():
            return False
        if kind == "MONTH" or _is_figure(sentence, at + 1) or _is_day(sentence, at - 1):
            return True
        if kind == "SHORT_MONTH":
            return sentence.lowers[at].endswith(".") and self._is_introduced(sentence, at)
        return not self._is_name_or_verb(sentence, at, kind) and self._stands_as_month(sentence, at, kind)

    def _is_name_or_verb(self, sentence: Sentence, at: int, kind: str) -> bool:
        """ "Theresa May", "April Ryan", "may", "to march"."""
        if _is_proper(sentence, at - 1) and not self._is_time_word(sentence, at - 1):
            return True
        return kind == "WORD_MONTH" and (is_verb(sentence, at) or sentence.tags[at] == "MD")

    def _stands_as_month(self, sentence: Sentence, at: int, kind: str) -> bool:
        """Behind a word that introduces times, or before a noun: "in May" (but not "criticised by May"), "the March summit"."""
        if self._is_introduced(sentence, at):
            return sentence.deps[sentence.heads[at]] != "agent"
        if _is_attributive(sentence, at):
            return True
        return kind == "NAME_MONTH" and not _is_proper(sentence, at + 1) and sentence.deps[at] != "nsubj"

    def _is_introduced(self, sentence: Sentence, at: int) -> bool:
        """Whether the word before says that a time may follow: "in May", "last March", "April and May"."""
        return at > 0 and (
            sentence.lowers[at - 1] in self._introducers or self._is_time_word(sentence, at - 1)
        )

    def _is_time_word(self, sentence: Sentence, at: int) -> bool:
        classes = self._classes.get(sentence.lowers[at], {}) if at >= 0 else {}
        return any(c in classes for c in (*_MONTHS, "WEEKDAY", "INTRODUCER"))

    def _is_year(self, sentence: Sentence, at: int) -> bool:
        """Four digits that count nothing and number nothing but a year."""
        before = sentence.lowers[at - 1] if at else ""
        if before in self._numbered or before in _CURRENCY or before == "#":
            return False
        behind = sentence.lowers[at + 1] if at + 1 < len(sentence) else ""
        if behind in self._counted or behind in {"%", "°", "mph", "gmt", "hours"}:
            return False
        number = sentence.lowers[at][:4]
        if (
            number.isdigit()
            and not 1400 <= int(number) <= 2099
            and before not in {"in", "since", "year", "of"}
        ):
            return False
        counts = at + 1 < len(sentence) and sentence.tags[at + 1] == "NNS" and sentence.heads[at] == at + 1
        return not (counts and number.endswith("00") and before not in {"the", "its", "their", "his", "'s"})

    def _is_weekday(self, sentence: Sentence, at: int) -> bool:
        if not sentence.words[at][0].isupper():
            return False
        return at == 0 or sentence.lowers[at - 1] not in self._names

    def _is_season(self, sentence: Sentence, at: int) -> bool:
        """A season as a noun in a place for times: not "to spring", "fall to", "the Arab Spring", "the fall of Kabul"."""
        if is_verb(sentence, at) or _is_proper(sentence, at - 1):
            return False
        before = sentence.lowers[at - 1] if at else ""
        if before in {"last", "this", "next", "past", "coming"}:
            return True
        behind = sentence.lowers[at + 1] if at + 1 < len(sentence) else ""
        if behind == "of":
            return _is_figure(sentence, at + 2) or sentence.lowers[at + 2 : at + 3] in {
                ("last",),
                ("this",),
                ("next",),
            }
        if behind in {"in", "from", "to"} and sentence.lowers[at] in {"fall", "spring"}:
            return False
        if at + 1 < len(sentence) and sentence.heads[at] == at + 1 and sentence.tags[at + 1] in _COMMON_NOUNS:
            return self._is_introduced(sentence, at)
        return before in self._introducers or before in {"the", "a"} or _is_figure(sentence, at + 1)

    def _is_unit(self, sentence: Sentence, at: int) -> bool:
        """ "Second" counts time only behind a number ("a 30-second call"); "minute" not as an adjective."""
        if sentence.lowers[at] != "second":
            return True
        before = sentence.tags[at - 1] if at else ""
        hyphened = before in {"HYPH", "SYM"} and at > 1 and sentence.tags[at - 2] == "CD"
        return hyphened or sentence.lowers[at - 1 : at] in {("per",), ("one",), ("every",)}

    def _is_reference(self, sentence: Sentence, at: int) -> bool:
        """ "Once ruled by", not "once a week", "once more" or "once the talks end"."""
        if sentence.lowers[at] != "once":
            return True
        if at == 0 or sentence.lowers[at - 1] in {"only", "that", "than", "and"}:
            return False
        adverb = sentence.deps[at] == "advmod" and sentence.tags[at] == "RB"
        return adverb and _NOT_BEHIND_ONCE.isdisjoint(sentence.lowers[at + 1 : at + 2])

    def _is_decade(self, sentence: Sentence, at: int) -> bool:
        """Not how old somebody is: "in his 30s"."""
        return at == 0 or sentence.tags[at - 1] not in {"PRP$", "POS"}

    def _is_adverb(self, sentence: Sentence, at: int) -> bool:
        """ "Two days before", not "two days before the vote", whose day nobody knows."""
        if sentence.lowers[at] not in {"before", "after"}:
            return True
        return sentence.deps[at] != "mark" and not sentence.children[at]


def _is_attributive(sentence: Sentence, at: int) -> bool:
    """ "The March summit": an article before, and a common noun behind that the word belongs to."""
    head = sentence.heads[at]
    before = sentence.lowers[at - 1] if at else ""
    return before in {"the", "a", "its", "their"} and head > at and sentence.tags[head] in _COMMON_NOUNS


def _is_day(sentence: Sentence, at: int) -> bool:
    """Whether a number can be the day before a month: "18 March"."""
    word = sentence.words[at] if at >= 0 else ""
    return word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31


def _is_figure(sentence: Sentence, at: int) -> bool:
    if at >= len(sentence):
        return False
    word = sentence.words[at]
    return word[0].isdigit() or (
        word in {",", "'"}
        and at + 1 < len(sentence)
        and sentence.words[at + 1].isdigit()
        and len(sentence.words[at + 1]) == 4
    )


def _is_proper(sentence: Sentence, at: int) -> bool:
    return 0 <= at < len(sentence) and sentence.tags[at] in {"NNP", "NNPS"}
