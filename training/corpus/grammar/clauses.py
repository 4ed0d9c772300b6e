"""Acts and clauses: a verb pattern rendered with its parties, tense and marks.

In a pattern ``~verb`` is inflected, ``[…]`` is the predicate, ``T`` the recipient, ``S`` the actor of a nominal; a leading
``&`` makes actor and recipient one plural subject. Marks carry a number, since a sentence may hold several pairs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from grammar.words import ing, participle, past, plain, possessive, table, third
from grammar.world import HERE_ACTS, NoFitError, Noun, Scene

_VERB = re.compile(r"~(\w+(?:-\w+)?)")
_PASSIVE = re.compile(r"\[~(\w+)((?: \w+)?)\] T\b(?!')(.*)$")
_PASSIVE_SPLIT = re.compile(r"\[~(\w+)\] T \[([^\]]+)\](.*)$")
SYMMETRIC = frozenset("met talks_held phoned deal_signed joint_exercise traded prisoners_exchanged".split())
_STATELY = frozenset("gov leader fminister dminister minister igo bloc unhead ngo lender aider".split())
_DOMESTIC = frozenset("oppo unionorg minister crowd rebels".split())
PEACEFUL = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT".split())


@dataclass(frozen=True)
class Act:
    """A family of frames for one label."""

    label: str
    type: str
    actors: str
    recipients: str
    rel: str
    topic: str
    contexts: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """One row to be: numbers of its marks, and what it is."""

    s: str
    p: str
    t: str
    label: str
    auxiliary: str
    frame: str
    border: str = ""


@dataclass
class Sentence:
    """A text with numbered marks and the pairs that it holds."""

    text: str
    pairs: list[Pair]
    act: Act
    scene: Scene
    style: str = "wire"
    time: str = ""  # where a time phrase goes: past, none
    real: bool = True
    extras: list[str] = field(default_factory=list)


def _homes(row: dict[str, str]) -> list[tuple[str, str, str]]:
    """Actors, recipients and where: governments meet governments abroad, and others meet them at home."""
    actors, recipients = row["actors"].split("|"), row["recipients"].split("|")
    if row["rel"] != "any" or "gov" not in actors or not {"gov", "leader"} & {*recipients}:
        return [(row["actors"], row["recipients"], row["rel"])]
    abroad = [one for one in actors if one in _STATELY]
    home = [one for one in actors if one not in _STATELY]
    theirs = [one for one in recipients if one not in _DOMESTIC]
    out = [("|".join(abroad), "|".join(theirs), "int")]
    return out + ([("|".join(home), row["recipients"], "dom")] if home else [])


def acts() -> list[Act]:
    """All acts of the grammar, type by type."""
    out = []
    for name in sorted(path.name for path in HERE_ACTS.glob("*.tsv")):
        for row in table(f"acts/{name}"):
            verbs = tuple(v.strip() for v in row["verbs"].split(" / "))
            nouns = tuple(n.strip() for n in row["nouns"].split(" / ") if n.strip())
            kind = name.removesuffix(".tsv").upper()
            ends = [row[c] for c in ("topic", "contexts")]
            for actors, recipients, rel in _homes(row):
                out.append(Act(row["label"], kind, actors, recipients, rel, *ends, verbs, nouns))
    return out


def parties(act: Act, scene: Scene, *, foreign: bool = False) -> tuple[Noun, Noun | None]:
    """Actor and recipient of an act; ``foreign``: told by an outsider, so that both name their state."""
    actor = scene.noun(act.actors, scene.a, ("int+any",))
    if act.recipients == "-":
        return actor, None
    home = act.rel == "dom" or (act.rel == "any" and scene.rng.random() < 0.5)
    if not home:
        other = scene.noun(act.recipients, scene.b, ("int+any",))
        if not actor.local:  # the act plays where its recipient is
            scene.a, scene.b = scene.b, scene.a
        return actor, other
    scopes = ("dom", "any") if actor.local and not foreign else ("int+any",)
    other = scene.noun(act.recipients, scene.a, scopes)
    if other.text in actor.text or actor.text in other.text:
        raise NoFitError("the same party twice")
    return actor, other


def marked(name: str, noun: Noun | None) -> str:
    return f"<{name}>{noun.text}</{name}>" if noun else ""


def named(pattern: str, number: int, actor: Noun, other: Noun | None) -> str:
    """The pattern with parties, pronouns and numbered marks in their place."""
    words = {
        "T": marked(f"t{number}", other),
        "S": marked(f"s{number}", actor),
        "POSS": actor.its,
        "PRON": actor.kind,
        "WAS": "were" if actor.plural else "was",
        "IS": "are" if actor.plural else "is",
        "SELF": actor.itself,
        "TPOSS": other.its if other else "its",
        "TPRON": other.kind if other else "it",
    }
    pattern = re.sub(r"\[([^\]]*)\]", rf"<p{number}>\1</p{number}>", pattern)
    # a pattern with two brackets keeps only the first as the predicate's mark
    first, *rest = pattern.split(f"</p{number}>")
    if len(rest) > 1:
        tail = f"</p{number}>".join(rest).replace(f"<p{number}>", "").replace(f"</p{number}>", "")
        pattern = f"{first}</p{number}>{tail}"

    def put(match: re.Match[str]) -> str:
        word = match.group(1)
        if match.group(2) and word in "ST":
            noun = actor if word == "S" else other
            return words[word] + possessive(noun.text if noun else "")
        return words[word] + (match.group(2) or "")

    return re.sub(r"\b(T|S|POSS|PRON|WAS|IS|SELF|TPOSS|TPRON)\b(?![.&])('s)?", put, pattern)


def inflected(pattern: str, form: str, *, plural: bool = False) -> str:
    """The pattern with its verbs in one form."""

    def one(match: re.Match[str]) -> str:
        verb = match.group(1)
        if form == "past" and verb == "be":
            return "were" if plural else "was"
        if form == "present":
            return ("are" if verb == "be" else verb) if plural else third(verb)
        return {"base": str, "past": past, "part": participle, "ing": ing}[form](verb)

    return _VERB.sub(one, pattern)


_TENSES = {
    "past": ("", "past"),
    "present": ("", "present"),
    "perfect": ("HAVE", "part"),
    "pastperf": ("had", "part"),
    "neg": ("did not", "base"),
    "negperf": ("HAVE not", "part"),
    "future": ("will", "base"),
    "would": ("would", "base"),
}


def finite(pattern: str, tense: str, *, plural: bool) -> str:
    """The pattern as a finite verb phrase; a tense that is not in the list is an auxiliary before the base form."""
    aux, form = _TENSES.get(tense, (tense, "base"))
    aux = aux.replace("HAVE", "have" if plural else "has").replace("ISAUX", "are" if plural else "is")
    if "~" not in pattern:
        return pattern
    text = inflected(pattern, form, plural=plural)
    if not aux:
        return text
    start = pattern.index("~")
    start -= 1 if start and pattern[start - 1] == "[" else 0
    return f"{text[:start]}{aux} {text[start:]}"


def passive(pattern: str) -> tuple[str, str] | None:
    """Predicate with particle, and the rest, where the pattern can be turned round."""
    split = _PASSIVE_SPLIT.fullmatch(pattern)
    if split:
        return f"{participle(split.group(1))} {split.group(2)}", split.group(3)
    whole = _PASSIVE.fullmatch(pattern)
    if (
        whole
        and not whole.group(3).startswith((" held", ",", " who", " in waters"))
        and "~" not in whole.group(3)
        and not re.search(r"\b(?:POSS|SELF|that)\b", whole.group(3))
    ):
        return participle(whole.group(1)) + whole.group(2), whole.group(3)
    return None


def subject_and(pattern: str, number: int, actor: Noun, other: Noun | None) -> tuple[str, str, bool]:
    """Subject with its mark, the bare pattern, and whether the verb is plural."""
    if pattern.startswith("&"):
        both = f"{marked(f's{number}', actor)} and {marked(f't{number}', other)}"
        return both, pattern[1:], True
    return marked(f"s{number}", actor), pattern, actor.plural


def clause(scene: Scene, pattern: str, tense: str, pair: tuple[int, Noun, Noun | None]) -> str:
    """A whole active clause."""
    number, actor, other = pair
    subject, pattern, plural = subject_and(pattern, number, actor, other)
    return f"{subject} {phrase(scene, finite(pattern, tense, plural=plural), pair)}"


def phrase(scene: Scene, text: str, pair: tuple[int, Noun, Noun | None]) -> str:
    """Slots and parties put in. Slots first would be rescanned, so parties come last."""
    return named(scene.fill(text), *pair)


def bare(text: str) -> str:
    return plain(text)
