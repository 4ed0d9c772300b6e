"""Conflicts of quantity: two numbers for one thing, compared as intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from detente.coding.findings.accounts import Account
from detente.coding.findings.making import conflict
from detente.coding.findings.matching import compatible, is_update, overlap, shared_words
from detente.coding.findings.scene import Scene
from detente.coding.grammar import bounds, phrase
from detente.coding.layers import Sentence
from detente.coding.numbers import Number, counted
from detente.record.comparing import Interval, in_words, meet
from detente.record.enums import ConflictKind, DateBasis
from detente.record.types import Conflict, Span

_UNCOUNTED = frozenset(
    """percent pct % percentage point time one day week month year hour minute second decade century degree mile km kilometre
    kilometer metre meter foot january february march april may june july august september october november december share
    stock cent cts ct seat point stg profit loss net shr mln revenue barrel bpd tonne ton bushel ounce pound kilo""".split()
)
_MONEY = frozenset(
    """$ € £ ¥ dollar dlrs dlr euro sterling yen rouble ruble yuan franc guilder mark peso rupee lira crown krone krona rand real
    naira shilling dinar rial riyal shekel won baht zloty forint peseta escudo ecu pound""".split()
)
_PERSONS = frozenset("people person dead casualty fatality victim man body".split())
_PARTS = frozenset(
    """include including among them other rest remaining remainder another further additional extra each every per half third
    quarter additionally others""".split()
)
_THOUSAND = 1000
_POINTING = frozenset({"the", "these", "those", "them", "its", "his", "her", "their", "our"})
_TABULAR = 6  # numbers of a sentence from which it is a table, or as good as one


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts, and the accounts whose participant that is, each with the side."""

    sentence: int
    number: Number
    noun: int | None
    unit: str
    tellings: tuple[tuple[Account, str], ...]
    definite: bool

    @property
    def interval(self) -> Interval:
        """From, to; None is open."""
        return self.number.low, self.number.high


def quantity_conflicts(scene: Scene, accounts: tuple[Account, ...]) -> Iterator[Conflict]:
    """Each pair of numbers of one thing that cannot both be right; a number is in one conflict at most."""
    counts = list(_counts(scene, accounts))
    numbers = Counter(count.unit for count in counts)
    taken: set[tuple[int, int]] = set()
    for a, b in combinations(counts, 2):
        keys = {(c.sentence, c.number.first) for c in (a, b)}
        alone = numbers[a.unit] == 2
        if a.sentence != b.sentence and not keys & taken and _conflict(scene, a, b, alone):
            taken |= keys
            yield _told(scene, a, b)


def _counts(scene: Scene, accounts: tuple[Account, ...]) -> Iterator[Count]:
    by_sentence: dict[int, list[Account]] = {}
    for account in accounts:
        by_sentence.setdefault(account.sentence, []).append(account)
    for s in scene.reading.sentences:
        if not any(tag in {"CD", "NNS", "DT"} for tag in s.tags):
            continue
        numbers = list(_ranges(s, list(scene.numbers.within(s, 0, len(s)))))
        for number in numbers if len(numbers) < _TABULAR else ():
            count = _count(scene, s, number, by_sentence.get(s.index, []))
            if count is not None:
                yield count


def _ranges(s: Sentence, numbers: list[Number]) -> Iterator[Number]:
    """The numbers, with "between 30 and 40" and "30 to 40" as one."""
    at = 0
    while at < len(numbers):
        one, following = numbers[at], numbers[at + 1] if at + 1 < len(numbers) else None
        if following is not None and _is_range(s, one, following):
            low = one.low * (1e6 if following.low >= 1e6 and one.low < 1e3 else 1.0)  # "two to three million"
            yield Number(one.first, following.last, min(low, following.low), following.high)
            at += 2
        else:
            yield one
            at += 1


def _is_range(s: Sentence, one: Number, following: Number) -> bool:
    between = s.lowers[one.last] if following.first == one.last + 1 else ""
    return between in {"to", "-", "or"} or (
        between == "and" and one.first > 0 and s.lowers[one.first - 1] == "between"
    )


def _count(scene: Scene, s: Sentence, number: Number, accounts: list[Account]) -> Count | None:
    noun = counted(s, number.first, number.last)
    if noun is not None and s.deps[number.last - 1] == "compound":
        return None  # "the 9801 series"
    if s.lowers[number.first] in {"both", "one", "a"} or _is_date_or_part(s, number):
        return None
    head = noun if noun is not None else number.last - 1
    before = s.lowers[number.first - 1] if number.first else ""
    unit = s.lemmas[head] if noun is not None else "people"
    after = s.lemmas[number.last] if number.last < len(s) else ""
    if before in _MONEY or unit in _MONEY or after in _MONEY or after in {"dlr", "mark"}:
        unit = "money"
    elif unit in _UNCOUNTED or (noun is None and not _stands_alone(s, number)):
        return None
    tellings = tuple(_accounts_of({head, number.last - 1}, accounts))
    pointing = {s.lowers[c] for c in s.children[head]} | {s.lowers[number.first - 1] if number.first else ""}
    definite = bool(pointing & _POINTING)
    return Count(s.index, number, noun, scene.concepts.of(unit), tellings, definite)


def _is_date_or_part(s: Sentence, number: Number) -> bool:
    """Whether it is a year, an age, a share, a score, a part, or one more on top of what was told."""
    around = s.lowers[max(0, number.first - 3) : number.first] + s.lowers[number.last : number.last + 6]
    before = s.lowers[max(0, number.first - 2) : number.first]
    if before[-1:] == ("from",) or (before[-1:] == ("to",) and before != ("up", "to")):
        return True  # "lowered to 12 from 20"
    behind = s.lowers[number.last : number.last + 2]
    if before in {("of", "whom"), ("of", "which")} or (
        len(behind) == 2 and behind[0] == "of" and behind[1] in _POINTING
    ):
        return True  # "five of the sailors"
    if set(around) & _PARTS or s.lowers[number.last : number.last + 1] == ("more",):
        return True
    after = s.lowers[number.last] if number.last < len(s) else ""
    if after in {"-", "per", "th", ":", "points"} or s.words[number.first].startswith(("'", "#")):
        return True
    return (
        number.low == number.high
        and 1500 <= number.low <= 2100
        and "," not in s.words[number.first]
        and s.deps[number.first] in {"pobj", "npadvmod", "nmod"}
    )


def _stands_alone(s: Sentence, number: Number) -> bool:
    """ "killed 12", "12 were killed", "left 12 dead": the number is its own noun."""
    return s.deps[number.last - 1] in {"dobj", "nsubj", "nsubjpass"}


def _accounts_of(heads: set[int], accounts: list[Account]) -> Iterator[tuple[Account, str]]:
    """The accounts that a counted noun is a participant of, and on which side."""
    for account in accounts:
        for side in ("patients", "agents", "others"):
            if any(argument.token in heads for argument in getattr(account, side)):
                yield account, side
        if account.head in heads and account.concept in {"kill", "hurt"}:
            yield account, "itself"  # "12 dead"


def _conflict(scene: Scene, a: Count, b: Count, alone: bool) -> bool:
    if (
        meet(a.interval, b.interval)
        or is_update(scene, a.sentence, a.number.first)
        or is_update(scene, b.sentence, b.number.first)
    ):
        return False
    if not _same_unit(a, b) or _times_apart(scene, a, b):
        return False
    deeds = [(x, y) for x in a.tellings for y in b.tellings if x[0].concept == y[0].concept and x[1] == y[1]]
    if alone and any(_is_mass(a, b) and _fits_at_all(scene, a, b, *deed) for deed in deeds):
        return True
    return any(_same_deed(scene, a, b, *deed) for deed in deeds) or (not deeds and _same_thing(scene, a, b))


def _times_apart(scene: Scene, a: Count, b: Count) -> bool:
    """Whether one sentence speaks of a period, or of a time long past, of which the other does not."""
    spans = []
    for count in (a, b):
        times = scene.times_in(scene.reading.sentences[count.sentence])
        spans.append({(t.first, t.last) for t in times if t.first is not None and t.last is not None})
    long = [{span for span in some if (span[1] - span[0]).days > 31} for some in spans]
    if long[0] != long[1]:
        return True
    at = scene.reading.published
    return at is not None and any((at - last).days > 60 for _, last in spans[0] ^ spans[1])


def _same_unit(a: Count, b: Count) -> bool:
    return a.unit == b.unit or {a.unit, b.unit} <= _PERSONS


def _same_deed(
    scene: Scene, a: Count, b: Count, one: tuple[Account, str], other: tuple[Account, str]
) -> bool:
    """One deed, with the same doers, at no other time and place."""
    if not _fits_at_all(scene, a, b, one, other):
        return False
    (x, side), (y, _) = one, other
    ours, theirs = _owners(scene, a), _owners(scene, b)
    others = overlap((*x.agents, *x.others), (*y.agents, *y.others), scene) or bool(ours & theirs)
    shared = len(shared_words(x, y, scene) - {a.unit, b.unit, "money"})
    if a.unit == "money":
        return side == "patients" and others and shared >= 1 and _topic(scene, a) == _topic(scene, b)
    return others or shared >= 1 or _one_topic(scene, x)


def _is_mass(a: Count, b: Count) -> bool:
    """Whether both count thousands of soldiers: a report that counts them twice for one deed speaks of one army."""
    return a.unit == b.unit == "soldier" and min(a.number.low, b.number.low) >= _THOUSAND


def _fits_at_all(
    scene: Scene, a: Count, b: Count, one: tuple[Account, str], other: tuple[Account, str]
) -> bool:
    """Whether nothing that two deeds say speaks against their being one."""
    (x, side), (y, _) = one, other
    if not _told_alike(x, y) or not _fit(scene, x, y) or _modifiers_differ(scene, a, b):
        return False
    if side != "agents" and not compatible(x.agents, y.agents, scene):
        return False
    if side != "patients" and not compatible(x.patients, y.patients, scene):
        return False
    ours, theirs = _owners(scene, a), _owners(scene, b)
    return not ours or not theirs or bool(ours & theirs)


def _told_alike(x: Account, y: Account) -> bool:
    """Whether neither is denied, and both are told in one mood."""
    return not (x.negated or y.negated or x.denied or y.denied) and (
        x.mood == y.mood or "unreal" not in (x.mood, y.mood)
    )


def _topic(scene: Scene, count: Count) -> str:
    """What a sum is: "a loan of 5 million dollars", "a 5 million dollar loan"; "" where only the verb tells."""
    if count.noun is None:
        return ""
    s = scene.reading.sentences[count.sentence]
    if s.lemmas[count.noun] not in _MONEY and s.lemmas[count.noun] != "dlr":
        return scene.concepts.of(s.lemmas[count.noun])
    above = s.heads[count.noun]
    return scene.concepts.of(s.lemmas[s.heads[above]]) if s.lowers[above] == "of" else ""


def _owners(scene: Scene, count: Count) -> frozenset[str]:
    """Entities to whom the counted belong, or who act on them: "its soldiers", "Russian troops", "Moscow massed"."""
    s = scene.reading.sentences[count.sentence]
    found: set[str] = set()
    for c in s.children[count.noun] if count.noun is not None else ():
        if s.deps[c] in {"poss", "amod", "compound", "nmod"}:
            found.update(scene.who(count.sentence, c))
    for account, side in count.tellings:
        if side == "patients":
            found |= {entity for agent in account.agents for entity in agent.entities}
    return frozenset(found)


def _fit(scene: Scene, x: Account, y: Account) -> bool:
    """Whether neither date nor place parts two accounts."""
    p, q = x.dated.date, y.dated.date
    texts = DateBasis.REPORT not in {p.basis, q.basis}
    if texts and p.start and q.start and p.end and q.end and not (p.start <= q.end and q.start <= p.end):
        return False
    if x.place is None or y.place is None:
        return True
    here, there = scene.reading.places[x.place], scene.reading.places[y.place]
    return here.name == there.name or here.kind != there.kind


def _one_topic(scene: Scene, x: Account) -> bool:
    """Whether the report is so short that a deed without company in it is told again rather than another."""
    return len(scene.reading.sentences) <= 4 and x.concept in scene.concepts.once


def _modifiers_differ(scene: Scene, a: Count, b: Count) -> bool:
    x, y = _modifiers(scene, a), _modifiers(scene, b)
    return bool(x) and bool(y) and not x & y


def _modifiers(scene: Scene, count: Count) -> frozenset[str]:
    if count.noun is None:
        return frozenset()
    s = scene.reading.sentences[count.sentence]
    found = set()
    for c in s.children[count.noun]:
        if s.deps[c] in {"amod", "compound", "nmod", "poss"} and s.tags[c] not in {"CD", "PRP$"}:
            who = scene.who(count.sentence, c)
            found.add(who[0] if who else scene.concepts.of(s.lemmas[c]))
    return frozenset(found)


def _same_thing(scene: Scene, a: Count, b: Count) -> bool:
    """One thing counted outside of one deed: "a force of 200 soldiers … the 300 soldiers", with words in common around it."""
    if a.noun is None or b.noun is None or a.unit == "money" or _modifiers_differ(scene, a, b):
        return False
    if _is_restricted(scene, a) != _is_restricted(scene, b):
        return False
    if any(not _fit(scene, x, y) for x, _ in a.tellings for y, _ in b.tellings):
        return False
    around_a, around_b = _around(scene, a), _around(scene, b)
    shared = (around_a & around_b) - {a.unit, b.unit}
    later, earlier = (a, b) if a.sentence > b.sentence else (b, a)
    if later.definite and not earlier.definite and len(shared) >= 1:
        return True
    return bool(_container(scene, a)) and _container(scene, a) == _container(scene, b)


def _container(scene: Scene, count: Count) -> str:
    """What the counted make up, where it is told back: "a convoy of 20 cars … the convoy of 200 cars"; "" for none."""
    s = scene.reading.sentences[count.sentence]
    if count.noun is None or s.lowers[s.heads[count.noun]] != "of":
        return ""
    whole = s.heads[s.heads[count.noun]]
    return scene.concepts.of(s.lemmas[whole]) if s.tags[whole] == "NN" else ""


def _is_restricted(scene: Scene, count: Count) -> bool:
    """Whether a clause says which of them are counted: "insurers that offer the scheme"."""
    s = scene.reading.sentences[count.sentence]
    return count.noun is not None and any(s.deps[c] in {"relcl", "acl"} for c in s.children[count.noun])


def _around(scene: Scene, count: Count) -> frozenset[str]:
    """Concepts and entities of the sentence, the number aside."""
    s = scene.reading.sentences[count.sentence]
    who = {
        entity for i in range(*bounds(s, s.heads[count.noun or 0])) for entity in scene.who(count.sentence, i)
    }
    return frozenset(scene.content[count.sentence]) | who


def _told(scene: Scene, a: Count, b: Count) -> Conflict:
    spans = [_span(scene, count) for count in (a, b)]
    values = [scene.surface(span) for span in spans]
    numbers = f"{in_words(a.interval)} against {in_words(b.interval)}"
    why = f"“{values[0]}” and “{values[1]}” count the same, and no number is in both: {numbers}."
    return conflict(scene, ConflictKind.QUANTITY, zip(spans, values, strict=True), why)


def _span(scene: Scene, count: Count) -> Span:
    """The number with the words that bound it, and its noun."""
    s = scene.reading.sentences[count.sentence]
    first, last = count.number.first, count.number.last
    if count.noun is not None:
        low, high = phrase(s, count.noun)
        first, last = min(first, low), max(last, high, count.noun + 1)
        first = first if first >= count.number.first - 4 else count.number.first
    return s.span(first, last)
