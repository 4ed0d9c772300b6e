"""Whom a pronoun means: by gender and number, grammar and nearness. Where two fit about as well, nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.coding.actors.cast import Actor, Cast, Found, tell_several
from detente.coding.actors.context import Context
from detente.coding.actors.describe import Description
from detente.coding.actors.salience import (
    MARGIN,
    Ranked,
    before,
    chosen,
    governing_verb,
    rank,
    subject,
)
from detente.coding.actors.speakers import Speakers
from detente.coding.actors.words import (
    HE,
    IT,
    POSSESSIVES,
    REFLEXIVE,
    RELATIVE,
    SAYING,
    SHE,
    SPEAKER,
    THEY,
)
from detente.coding.grammar import conjuncts
from detente.coding.layers import Mention, MentionKind, Sentence
from detente.record.enums import EntityKind

_WILLING = frozenset(
    {
        "able", "aware", "committed", "concerned", "confident", "determined", "disappointed", "eager", "grateful",
        "hopeful", "keen", "open", "pleased", "prepared", "ready", "reluctant", "responsible", "sorry", "unable",
        "unwilling", "willing", "worried",
    }
)  # fmt: skip
_IMPERSONAL = frozenset(
    {
        "appear", "be", "emerge", "happen", "matter", "mean", "rain", "seem", "snow", "take", "turn",
    }
)  # fmt: skip
_THINGS = frozenset({"NN", "NNP"})
_MANY_THINGS = frozenset({"NNS", "NNPS"})
_DIRECTED = frozenset({"dobj", "iobj", "dative", "prep"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "acomp", "pcomp", "prep", "prt", "advmod"})
_FLOOR = 0.45
_HELD = {"nsubj": 0.9, "nsubjpass": 0.9, "dobj": 0.7}  # a little below what actors weigh there


class Pronouns:
    """Resolves the pronouns of one report, in text order; what is found is kept in the cast. ``resolve`` resolves another
    mention first, where it is still open.
    """

    def __init__(
        self,
        context: Context,
        descriptions: Sequence[Description],
        cast: Cast,
        resolve: Callable[[int], None],
    ) -> None:
        self._context = context
        self._speakers = Speakers(context, cast, resolve)
        self._descriptions = descriptions
        self._cast = cast

    def resolve(self, mention: Mention) -> Found:
        """Whom the pronoun means, or why that stays open."""
        sentence = self._context.sentence(mention)
        word = sentence.lowers[mention.head]
        if word in RELATIVE:
            return self._relative(mention, sentence)
        if word in SPEAKER:
            return self._speakers.resolve(mention, word)
        if word in HE or word in SHE:
            return self._person(mention, sentence, "m" if word in HE else "f")
        if word in IT:
            return self._thing(mention, sentence)
        if word in THEY:
            return self._several(mention, sentence)
        return self._cast.leave(mention.id, f"{word!r} is not resolved")

    def _relative(self, mention: Mention, sentence: Sentence) -> Found:
        """The noun that the relative clause hangs on; of several coordinated, the one right before the pronoun."""
        at = mention.head
        for _ in range(6):
            if sentence.deps[at] == "relcl":
                break
            at = sentence.heads[at]
        noun = self._person_noun(mention, sentence, sentence.heads[at])
        found = [
            m for c in conjuncts(sentence, noun) if (m := self._context.at(mention.sentence, c)) is not None
        ]
        near = [m for m in found if self._context.reading.mentions[m].last <= mention.first]
        if sentence.deps[at] != "relcl" or not near:
            return self._cast.leave(mention.id, "relative pronoun of a phrase that names no actor")
        antecedent = near[-1]
        actors = self._cast.of(antecedent)
        if not actors:
            return self._cast.leave(mention.id, "relative pronoun of a phrase that is not resolved")
        return self._tell(mention, actors, 0.95, "relative pronoun of")

    def _person_noun(self, mention: Mention, sentence: Sentence, noun: int) -> int:
        """For "who", the noun above a body or place that the parser hung it on: "an official at the ministry, who …"."""
        if sentence.lowers[mention.head] not in {"who", "whom"}:
            return noun
        at = noun
        for _ in range(3):
            number = self._context.at(mention.sentence, at)
            actors = self._cast.of(number) if number is not None else ()
            if any(a.kind in {EntityKind.PERSON, EntityKind.GROUP} for a in actors):
                return at
            if sentence.deps[at] != "pobj":
                break
            at = sentence.heads[sentence.heads[at]]
        return noun

    def _person(self, mention: Mention, sentence: Sentence, gender: str) -> Found:
        barred = self._barred(mention, sentence)
        if sentence.lowers[mention.head] in REFLEXIVE:
            return self._reflexive(mention, sentence)
        speaker = self._speakers.of_quotation(mention)

        def accept(actor: Actor, _: Mention) -> bool:
            fits = actor.is_person and actor.gender in {gender, None}
            return fits and actor.number not in barred and actor.number not in speaker

        ranked = rank(self._context, self._cast, mention, accept)
        ahead = self._ahead(mention, sentence, accept)
        if ahead is not None and not (ranked and ranked[0].actor is not ahead and ranked[0].weight > 0.7):
            return self._tell(mention, (ahead,), 0.75, "pronoun before its name:")
        actor = chosen(ranked) if ahead is None else None
        rivals = (
            [r.actor for r in ranked[:2]]
            if actor is None
            else self._rivals(mention, sentence, ranked, gender)
        )
        if actor is None or any(rival is not actor and accept(rival, mention) for rival in rivals):
            return self._doubtful(mention, (*(r.actor for r in ranked[:1]), *rivals))
        return self._tell(mention, (actor,), _score(ranked[0].weight), "pronoun, nearest that fits:")

    def _rivals(self, mention: Mention, sentence: Sentence, ranked: list[Ranked], gender: str) -> list[Actor]:
        """Others who may as well be meant: somebody a verb above is directed at; one known to be of that gender."""
        known = [r for r in ranked[1:] if r.actor.gender == gender and ranked[0].weight - r.weight < 0.16]
        by_gender = [known[0].actor] if known and ranked[0].actor.gender is None else []
        return [*self._told(mention, sentence), *by_gender]

    def _told(self, mention: Mention, sentence: Sentence) -> list[Actor]:
        """Persons that verbs above the pronoun's clause are directed at: in "X warned Y that he …" he may be Y."""
        verb = governing_verb(sentence, mention.head)
        out: list[Actor] = []
        if verb is None or sentence.deps[mention.head] == "poss":
            return out
        at = verb
        while sentence.deps[at] in _COMPLEMENTS and sentence.heads[at] != at:
            at = above = sentence.heads[at]
            todo = [c for c in sentence.children[above] if c < mention.head and sentence.deps[c] in _DIRECTED]
            while todo:
                c = todo.pop()
                number = self._context.at(mention.sentence, c)
                out.extend(a for a in self._cast.of(-1 if number is None else number) if a.is_person)
                todo.extend(
                    k
                    for k in sentence.children[c]
                    if sentence.deps[k] in {"pobj", "prep"} and k < mention.head
                )
        return out

    def _ahead(
        self, mention: Mention, sentence: Sentence, accept: Callable[[Actor, Mention], bool]
    ) -> Actor | None:
        """ "When he arrived, Biden said": the subject of the main clause behind a clause that opens the sentence."""
        at = mention.head
        for _ in range(8):
            if sentence.deps[at] in {"advcl", "prep"} and sentence.heads[at] > mention.head:
                main = subject(sentence, sentence.heads[at])
                number = self._context.at(mention.sentence, main) if main is not None and main > at else None
                actors = self._cast.of(number) if number is not None else ()
                fits = len(actors) == 1 and accept(actors[0], self._context.reading.mentions[number or 0])
                return actors[0] if fits else None
            at = sentence.heads[at]
        return None

    def _reflexive(self, mention: Mention, sentence: Sentence) -> Found:
        verb = governing_verb(sentence, mention.head)
        token = subject(sentence, verb) if verb is not None else None
        number = self._context.at(mention.sentence, token) if token is not None else None
        actors = self._cast.of(number) if number is not None else ()
        if not actors:
            return self._cast.leave(mention.id, "reflexive pronoun without a subject that is resolved")
        return self._tell(mention, actors, 0.95, "reflexive of")

    def _barred(self, mention: Mention, sentence: Sentence) -> frozenset[int]:
        """Actors that cannot be meant: the other arguments of the same verb ("he met him")."""
        if sentence.lowers[mention.head] in POSSESSIVES and sentence.deps[mention.head] == "poss":
            return frozenset()
        verb = governing_verb(sentence, mention.head)
        if verb is None:
            return frozenset()
        tokens = [c for c in sentence.children[verb] if c != mention.head]
        main = subject(sentence, verb)
        tokens += [main] if main is not None and main != mention.head else []
        out: set[int] = set()
        for token in tokens:
            for c in conjuncts(sentence, token):
                number = self._context.at(mention.sentence, c)
                if number is not None and number != mention.id:
                    out.update(a.number for a in self._cast.of(number))
        return frozenset(out)

    def _thing(self, mention: Mention, sentence: Sentence) -> Found:
        if sentence.lowers[mention.head] in REFLEXIVE:
            return self._reflexive(mention, sentence)
        if _is_impersonal(sentence, mention.head):
            return self._cast.leave(mention.id, "impersonal 'it'")
        barred = self._barred(mention, sentence)

        def accept(actor: Actor, other: Mention) -> bool:
            single = not actor.plural and not self._is_plural(other)
            return actor.kind != EntityKind.PERSON and single and actor.number not in barred

        ranked = rank(self._context, self._cast, mention, accept, reach=2)
        ahead = self._ahead(mention, sentence, accept)
        if ahead is not None and sentence.deps[mention.head] == "poss":
            return self._tell(mention, (ahead,), 0.7, "pronoun before its name:")
        rival = self._rival_thing(mention, sentence, _THINGS)
        actor = chosen(ranked, floor=_FLOOR)
        if actor is None:
            return self._doubtful(mention, tuple(r.actor for r in ranked[:2]))
        if ranked[0].weight - rival < MARGIN:
            return self._cast.leave(mention.id, "'it' may mean a thing")
        return self._tell(mention, (actor,), _score(ranked[0].weight) - 0.05, "pronoun, nearest that fits:")

    def _rival_thing(self, mention: Mention, sentence: Sentence, tags: frozenset[str]) -> float:
        """Weight of the heaviest subject before the pronoun that is no actor: "The plan failed because it …"."""
        verb = governing_verb(sentence, mention.head)
        acts = verb is not None and sentence.lemmas[verb] in SAYING and sentence.deps[mention.head] == "nsubj"
        share = 0.5 if acts else 1.0
        best = 0.0
        for place, weight in ((mention.sentence, 1.0), (mention.sentence - 1, 0.8)):
            if place < 0:
                continue
            other = self._context.reading.sentences[place]
            end = mention.first if place == mention.sentence else len(other)
            for i in range(end):
                held = _HELD.get(other.deps[i], 0.0) if other.tags[i] in tags else 0.0
                if held and self._context.at(place, i) is None:
                    best = max(best, weight * held * share)
        return best

    def _several(self, mention: Mention, sentence: Sentence) -> Found:
        """They: two or more named together, else a group or a body."""
        if sentence.lowers[mention.head] in REFLEXIVE:
            return self._reflexive(mention, sentence)
        together = self._together(mention)
        barred = self._barred(mention, sentence)

        many: set[int] = set()

        def accept(actor: Actor, other: Mention) -> bool:
            if actor.plural or self._is_plural(other):
                many.add(actor.number)
            fits = actor.plural or actor.kind in {
                EntityKind.ORGANISATION,
                EntityKind.GROUP,
                EntityKind.COUNTRY,
            }
            return fits and actor.number not in barred

        ranked = rank(self._context, self._cast, mention, accept, reach=2)
        plural = [r for r in ranked if r.actor.number in many]
        if (
            together
            and not (barred & {a.number for a in together})
            and not (plural and plural[0].weight > 0.7)
        ):
            return self._tell(mention, together, 0.8, "those named together:")
        actor = chosen(plural or ranked, floor=_FLOOR)
        if actor is None or (actor.number not in many and len(ranked) > 1):
            return self._doubtful(mention, tuple(r.actor for r in ranked[:2]))
        weight = next(r.weight for r in ranked if r.actor is actor)
        if weight - self._rival_thing(mention, sentence, _MANY_THINGS) < MARGIN:
            return self._cast.leave(mention.id, "'they' may mean things")
        return self._tell(mention, (actor,), _score(weight) - 0.1, "pronoun, nearest that fits:")

    def _together(self, mention: Mention) -> tuple[Actor, ...]:
        """Actors coordinated as one subject in this sentence or the one before: "Johnson and Scholz"."""
        for other, distance in before(self._context, mention, 1):
            sentence = self._context.sentence(other)
            if sentence.deps[other.head] not in {"nsubj", "nsubjpass"} or (
                distance == 0 and other.last > mention.first
            ):
                continue
            found: dict[int, Actor] = {}
            for c in conjuncts(sentence, other.head):
                number = self._context.at(other.sentence, c)
                for actor in self._cast.of(number) if number is not None else ():
                    found[actor.number] = actor
            if len(found) > 1:
                return tuple(found.values())
        return ()

    def _is_plural(self, other: Mention) -> bool:
        """Whether a mention of a state or body stands in the plural: "the Russians"."""
        tag = self._context.sentence(other).tags[other.head]
        return tag in {"NNS", "NNPS"} and other.kind == MentionKind.DESCRIPTION

    def _doubtful(self, mention: Mention, actors: tuple[Actor, ...]) -> Found:
        if not actors:
            return self._cast.leave(mention.id, "pronoun: nobody before it fits")
        names = dict.fromkeys(actor.name for actor in actors)
        return self._cast.leave(mention.id, f"pronoun: may mean {' or '.join(names)}")

    def _tell(self, mention: Mention, actors: tuple[Actor, ...], score: float, how: str) -> Found:
        return tell_several(self._cast, mention.id, actors, score, how)


def _score(weight: float) -> float:
    return round(0.5 + 0.4 * min(weight, 1.0), 2)


def _is_impersonal(sentence: Sentence, token: int) -> bool:
    """ "It is important that", "it seems", "it was too early to": an ``it`` that stands for nobody."""
    if sentence.deps[token] not in {"nsubj", "nsubjpass"} or sentence.lowers[token] != "it":
        return False
    verb = sentence.heads[token]
    if sentence.lemmas[verb] not in _IMPERSONAL:
        clause = any(sentence.deps[c] in {"ccomp", "csubj", "csubjpass"} for c in sentence.children[verb])
        return sentence.deps[token] == "nsubjpass" and clause
    return not any(sentence.lowers[c] in _WILLING for c in sentence.children[verb])
