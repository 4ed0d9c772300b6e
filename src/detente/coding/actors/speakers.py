"""Who says "I" and "we": the speaker of a quotation, also of one that has lost its marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from detente.coding.actors.cast import Cast, Found, tell_several
from detente.coding.actors.context import Context
from detente.coding.actors.salience import saying_subject, subject
from detente.coding.actors.words import SAYING, SPEAKER
from detente.coding.grammar import child, is_verb
from detente.coding.layers import Mention, Sentence


class Speakers:
    """Finds speakers. ``resolve`` resolves another mention first, where it is still open."""

    def __init__(self, context: Context, cast: Cast, resolve: Callable[[int], None]) -> None:
        self._context = context
        self._cast = cast
        self._resolve = resolve

    def resolve(self, mention: Mention, word: str) -> Found:
        """The one who says the quotation; for "we" this is only the side that speaks."""
        token = saying_subject(self._context.sentence(mention), mention.head)
        place = mention.sentence
        if token is None:
            place, token = self._speaker_nearby(mention)
        number = self._context.at(place, token) if token is not None else None
        if number is not None and number != mention.id:
            self._resolve(number)  # "We agree," he said: the speaker comes later in the text
        actors = self._cast.of(number) if number is not None and number != mention.id else ()
        if not actors:
            return self._cast.leave(mention.id, f"{word!r}: nobody is found who says it")
        score, reason = (
            (0.9, "speaker is") if word in {"i", "me", "my", "mine", "myself"} else (0.6, "speaker's side:")
        )
        return tell_several(self._cast, mention.id, actors, score, reason)

    def _speaker_nearby(self, mention: Mention) -> tuple[int, int | None]:
        """Who speaks outside the quotation: in this sentence, in the next where the quotation goes on, else before it in the
        paragraph. Careless copy loses quotation marks, so that "I" outside them is taken the same way.
        """
        for number in self._where_told(mention.sentence):
            token = _teller(self._context.reading.sentences[number], self._context.quoted[number])
            if token is not None and (number, token) != (mention.sentence, mention.head):
                return number, token
        return mention.sentence, None

    def _where_told(self, here: int) -> Iterator[int]:
        sentences, quoted = self._context.reading.sentences, self._context.quoted
        paragraph = sentences[here].paragraph
        yield here
        after = here + 1
        while (
            after < min(here + 4, len(sentences))
            and sentences[after].paragraph == paragraph
            and 0 in quoted[after]
        ):
            yield after
            after += 1
        for number in range(here - 1, max(-1, here - 4), -1):
            if sentences[number].paragraph != paragraph:
                return
            yield number

    def of_quotation(self, mention: Mention) -> frozenset[int]:
        """In a direct quotation, its speaker, who would say "I"."""
        if not self._context.is_quoted(mention):
            return frozenset()
        token = saying_subject(self._context.sentence(mention), mention.head)
        place = mention.sentence
        if token is None:
            place, token = self._speaker_nearby(mention)
        number = self._context.at(place, token) if token is not None else None
        if number is None or number == mention.id:
            return frozenset()
        self._resolve(number)
        return frozenset(a.number for a in self._cast.of(number))


def _teller(sentence: Sentence, quoted: frozenset[int]) -> int | None:
    """Subject of a verb of saying, or X in "according to X", outside quotation marks."""
    for i, lemma in enumerate(sentence.lemmas):
        if i in quoted:
            continue
        found: int | None = None
        if lemma in SAYING and is_verb(sentence, i):
            found = subject(sentence, i)
        elif sentence.lowers[i] == "to" and i and sentence.lowers[i - 1] == "according":
            found = child(sentence, i, "pobj")
        if found is not None and found not in quoted and sentence.lowers[found] not in SPEAKER:
            return found
    return None
