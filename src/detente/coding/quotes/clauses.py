"""Reported clauses: which words of a sentence a verb of saying reports."""

from __future__ import annotations

from collections.abc import Mapping

from detente.coding import grammar
from detente.coding.layers import Sentence
from detente.coding.quotes import insertions, ranges
from detente.coding.quotes.lexicon import Lexicon, Verb
from detente.coding.quotes.ranges import (
    COMMAS,
    ENDS,
    FINITE,
    SUBJECTS,
    Range,
    before,
    body,
    has_that,
    has_verb,
    is_infinitive,
    is_question,
    reporters_block,
    trimmed,
    without,
)

_CAUSES = frozenset({"for", "over"})
_CLEAR = frozenset({"clear", "plain", "known", "explicit"})
_CONTRASTS = frozenset({"while", "though", "although", "whereas"})
_NEAR = 9  # tokens between a verb and its "that"
_SUBJECT_STARTS = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "CD", "EX"})
_JOINT = 3  # tokens between two clauses of one verb: ", and to"
_SHORTEST_PHRASE = 2  # words; "denied it" reports nothing of its own


def reported(sentence: Sentence, i: int, verb: Verb, lexicon: Lexicon) -> tuple[Range, ...]:
    """Token ranges of what verb i reports, without "that", marks and the reporter's words; empty where it reports nothing."""
    below = complement(sentence, i, verb)
    if below is not None:
        return _clause(sentence, i, verb, below, lexicon.verbs)
    if "aside" in verb.frames:
        said = insertions.aside(sentence, i)
        if said:
            return said
    said = _judgement(sentence, i) if "as" in verb.frames else ()
    if said or verb.strength < 2:
        return said
    said = _told_that(sentence, i, verb) or _phrase(sentence, i, verb, lexicon.documents)
    if not said and "quote" in verb.frames:
        said = insertions.parenthetic(sentence, i, verb)
    if not said and verb.strength == 3 and "that" in verb.frames:
        said = _after_that(sentence, i)
    return said


def _clause(
    sentence: Sentence, i: int, verb: Verb, below: int, verbs: Mapping[str, Verb]
) -> tuple[Range, ...]:
    """The complement ``below``, up to the reporter's next words; with what precedes an inserted "he said, …"."""
    own = insertions.inserted(sentence, i) if below > i and verb.strength == 3 else None
    if own is not None and own[1] <= below and not has_that(sentence, below):
        return insertions.around(sentence, i, own)
    resumed = resumptions(sentence, i, below, verbs)
    cuts = [*resumed, *_contrasts(sentence, below), *_turns(sentence, i, below, verbs)]
    content = _gone_on(sentence, i, below, before(sentence, body(sentence, below), cuts))
    return without(sentence, content, reporters_block(sentence, i, below))


def complement(sentence: Sentence, i: int, verb: Verb) -> int | None:
    """Head of the clause that verb i takes, where its frames allow such a clause."""
    if verb.lemma == "make":
        return _made_clear(sentence, i)
    below = sentence.children[i]
    for c in (*(c for c in below if c > i), *(c for c in below if c < i)):
        dep = sentence.deps[c]
        if (c < i and _is_cut_off(sentence, i, c)) or _follows_conjunction(sentence, i, c):
            continue
        if dep == "ccomp" and _fits_clause(sentence, i, c, verb):
            return c
        if dep in {"xcomp", "advcl"} and c > i and _fits_bare(sentence, i, c, verb):
            return c
    return None


def _made_clear(sentence: Sentence, i: int) -> int | None:
    """The clause of "make (it) clear that …"."""
    clear = next((k for k in range(i + 1, min(i + 4, len(sentence))) if sentence.lowers[k] in _CLEAR), None)
    if clear is None:
        return None
    below = [*sentence.children[clear], *sentence.children[i]]
    return next((c for c in below if c > clear and sentence.deps[c] == "ccomp"), None)


def _is_cut_off(sentence: Sentence, i: int, c: int) -> bool:
    """Whether a clause in front of verb i is none of its: behind a semicolon, outside brackets, or "…, so I cannot say"."""
    between = sentence.words[c:i]
    return ";" in between or between.count("(") > between.count(")") or grammar.is_negated(sentence, i)


def _follows_conjunction(sentence: Sentence, i: int, c: int) -> bool:
    """Whether "and" opens clause c: "said he would reply [and that talks would go on]" is nothing that he replies."""
    first = grammar.bounds(sentence, c)[0]
    return first > i + 1 and sentence.deps[first - 1] == "cc"


def _fits_clause(sentence: Sentence, i: int, c: int, verb: Verb) -> bool:
    if is_infinitive(sentence, c):
        return bool(verb.frames & {"objinf", "inf"})
    if verb.strength == 1:
        return False
    if is_question(sentence, c):
        return bool(verb.frames & {"wh", "quote"})
    if verb.strength == 2 and c < i:
        return bool(verb.frames & {"quote", "that"})
    return "that" in verb.frames


def _fits_bare(sentence: Sentence, i: int, c: int, verb: Verb) -> bool:
    """Infinitives and gerunds; an infinitive of purpose ("spoke to calm them") is an advcl and is none."""
    if is_infinitive(sentence, c):
        asked = _has_addressee(sentence, i, verb)
        wanted = {"inf", "objinf"} if asked else {"inf"}
        return sentence.deps[c] == "xcomp" and bool(wanted & verb.frames)
    return sentence.deps[c] == "xcomp" and sentence.tags[c] == "VBG" and "ing" in verb.frames


def _has_addressee(sentence: Sentence, i: int, verb: Verb) -> bool:
    """Whether somebody is asked: "urged them", "called on them"."""
    if grammar.child(sentence, i, "dobj", "dative", "nsubjpass") is not None:
        return True
    return any(
        sentence.lowers[c] == verb.addressee and sentence.deps[c] in {"prep", "prt"}
        for c in sentence.children[i]
    )


def resumptions(sentence: Sentence, i: int, below: int, verbs: Mapping[str, Verb]) -> list[int]:
    """Verbs of saying that the parser hung into the reported clause though they go on with the reporter's own.

    "He said he was tired [and warned that …]" takes the form of verb i again and has no subject; "… he was tired, [adding
    that …]" follows a comma.
    """
    found: list[int] = []
    for c in [below, *(c for c in grammar.conjuncts(sentence, below) if c != below)]:
        for d in sentence.children[c]:
            known = verbs.get(sentence.lemmas[d])
            if d > max(i, c) and known is not None and _resumes(sentence, i, d, known, below > i):
                found.append(d)
    return found


def _resumes(sentence: Sentence, i: int, d: int, known: Verb, behind: bool) -> bool:
    if known.strength < 2 or grammar.child(sentence, d, *SUBJECTS) is not None:
        return False
    if sentence.deps[d] == "conj":
        return behind and known.strength == 3 and sentence.tags[d] == sentence.tags[i]
    return sentence.deps[d] == "advcl" and sentence.tags[d] == "VBG" and sentence.words[d - 1] in COMMAS


def _contrasts(sentence: Sentence, below: int) -> list[int]:
    """Conjunctions that open a clause of the reporter's behind the reported one: "…, while others …", "…, though …"."""
    starts = [
        grammar.bounds(sentence, c)[0]
        for c in sentence.children[below]
        if c > below and sentence.deps[c] == "advcl"
    ]
    return [s for s in starts if sentence.lowers[s] in _CONTRASTS and sentence.words[s - 1] in COMMAS]


def _gone_on(sentence: Sentence, i: int, below: int, content: Range) -> Range:
    """The content with what goes on with it though the parser hung it on verb i: "to stay [and fight]", "… [and that …]"."""
    first, last = content
    for c in sentence.children[i]:
        if sentence.deps[c] != "conj" or c < last or sentence.tags[i] == "VB":
            continue
        start, end = grammar.bounds(sentence, c)
        bare = is_infinitive(sentence, below) and sentence.tags[c] == "VB"
        if start - last <= _JOINT and (bare or (has_that(sentence, c) and has_that(sentence, below))):
            last = max(last, trimmed(sentence, start, end)[1])
    return first, last


def _turns(sentence: Sentence, i: int, below: int, verbs: Mapping[str, Verb]) -> list[int]:
    """Where somebody else takes the word behind the reported clause: "…, and the envoy warned that …"."""
    turned: list[int] = []
    for c in grammar.conjuncts(sentence, below):
        known = verbs.get(sentence.lemmas[c])
        subject = grammar.child(sentence, c, "nsubj")
        if c <= max(i, below) or known is None or known.strength < 3 or subject is None:
            continue
        if sentence.tags[c] == sentence.tags[i] and grammar.child(sentence, c, "ccomp", "xcomp") is not None:
            turned.append(grammar.bounds(sentence, subject)[0])
    return turned


def _judgement(sentence: Sentence, i: int) -> tuple[Range, ...]:
    """What a verb like "call" or "describe" makes of its object: "called [the vote a farce]", "described [it as fair]"."""
    thing = grammar.child(sentence, i, "dobj", "ccomp")
    said = grammar.child(sentence, i, "oprd", "acomp", "attr")
    if said is None:
        said = _as_phrase(sentence, i, thing)
    if said is None and (thing is None or sentence.deps[thing] != "ccomp"):
        return ()
    if said is not None and _is_naming(sentence, i, said):
        return ()
    whom = grammar.child(sentence, i, "nsubjpass")
    if whom is not None and said is not None and sentence.tags[whom] not in {"WDT", "WP"}:
        return _both(sentence, whom, said)
    edges = [grammar.bounds(sentence, c) for c in (thing, said) if c is not None and c > i]
    if not edges:
        return ()
    first, last = trimmed(sentence, max(i + 1, min(e[0] for e in edges)), max(e[1] for e in edges))
    return ((first, last),) if last - first >= _SHORTEST_PHRASE else ()


def _is_naming(sentence: Sentence, i: int, said: int) -> bool:
    """Whether a participle only gives a name: "a stream called Miller's Run"."""
    bare = sentence.tags[i] == "VBN" and sentence.deps[i] in {"acl", "advcl"}
    return bare and sentence.tags[said] in {"NNP", "NNPS"} and grammar.child(sentence, i, "agent") is None


def _both(sentence: Sentence, whom: int, said: int) -> tuple[Range, ...]:
    """Subject and judgement of a passive, "as" included: "[the vote] was called [a farce]"."""
    ends = (grammar.phrase(sentence, whom), grammar.bounds(sentence, said))
    return tuple(trimmed(sentence, *end) for end in ends)


def _as_phrase(sentence: Sentence, i: int, thing: int | None) -> int | None:
    """The "as" that belongs to verb i, or that the parser hung on its object."""
    below = [*sentence.children[i], *(sentence.children[thing] if thing is not None else ())]
    return next((c for c in below if sentence.deps[c] == "prep" and sentence.lowers[c] == "as"), None)


def _phrase(sentence: Sentence, i: int, verb: Verb, documents: frozenset[str]) -> tuple[Range, ...]:
    """The noun phrase that a verb reports: "called for [an inquiry]", "denied [any part in the raid]".

    What a document or a survey shows may be a noun phrase as well: "the audit found [three forged bills]".
    """
    thing = grammar.child(sentence, i, "dobj")
    if "ground" in verb.frames and thing is not None:
        return _ground(sentence, i, thing)
    lower = sentence.children[thing] if thing is not None and verb.addressee == "object" else ()
    bare = "np" in verb.frames or ("that" in verb.frames and _is_document(sentence, i, documents))
    for c in (*sentence.children[i], *lower):
        if _is_wish(sentence, i, c, verb):
            part = ranges.body(sentence, c)
            return ((part[0] + (sentence.lowers[part[0]] == "for"), part[1]),)
        preposed = c > i and sentence.deps[c] in {"prep", "agent"} and sentence.lowers[c] in verb.frames
        if not preposed and not (bare and sentence.deps[c] in {"dobj", "nsubjpass"}):
            continue
        first, last = grammar.bounds(sentence, c)
        first, last = trimmed(sentence, first + preposed, _with_purpose(sentence, i, last))
        if last - first >= _SHORTEST_PHRASE and sentence.lowers[last - 1] != "same":
            return ((first, last),)
    return ()


def _is_document(sentence: Sentence, i: int, documents: frozenset[str]) -> bool:
    subject = grammar.child(sentence, i, "nsubj")
    return subject is not None and sentence.lemmas[subject] in documents


def _is_wish(sentence: Sentence, i: int, c: int, verb: Verb) -> bool:
    """Whether clause c is "for" with its own subject and an infinitive: "called [for drivers to slow down]"."""
    if "for" not in verb.frames or c < i or not is_infinitive(sentence, c):
        return False
    return any(sentence.lowers[k] == "for" and sentence.deps[k] == "mark" for k in sentence.children[c])


def _with_purpose(sentence: Sentence, i: int, last: int) -> int:
    """The end of a phrase with the infinitive right behind it, which the parser hung on verb i: "called for a law [to …]"."""
    for c in sentence.children[i]:
        if c > last and is_infinitive(sentence, c) and grammar.bounds(sentence, c)[0] == last:
            return grammar.bounds(sentence, c)[1]
    return last


def _ground(sentence: Sentence, i: int, thing: int) -> tuple[Range, ...]:
    """Whom a verb of praise or blame names, with what for: "criticised [the minister for hiding the report]"."""
    lower = (*sentence.children[i], *sentence.children[thing])
    cause = next(
        (c for c in lower if c > thing and sentence.lowers[c] in _CAUSES and sentence.deps[c] == "prep"), None
    )
    if cause is None or thing < i:
        return ()
    return (trimmed(sentence, grammar.bounds(sentence, thing)[0], grammar.bounds(sentence, cause)[1]),)


def _told_that(sentence: Sentence, i: int, verb: Verb) -> tuple[Range, ...]:
    """The clause that the parser hung on the one spoken to: "promised the villagers [that the road would open]"."""
    if verb.addressee != "object" or "that" not in verb.frames:
        return ()
    for at in range(i + 2, min(i + _NEAR, len(sentence) - 1)):
        if sentence.lowers[at] == "that" and sentence.tags[at + 1] in _SUBJECT_STARTS:
            part = trimmed(sentence, at + 1, max(at + 1, grammar.bounds(sentence, sentence.heads[at])[1]))
            return (part,) if has_verb(sentence, part) else ()
        if sentence.words[at] in ENDS or sentence.tags[at] in FINITE:
            break
    return ()


def _after_that(sentence: Sentence, i: int) -> tuple[Range, ...]:
    """What follows a "that" near the verb, where the parser lost the clause: "said on Monday that, if asked, they …"."""
    for at in range(i + 1, min(i + _NEAR, len(sentence))):
        if sentence.lowers[at] == "that" and _may_open(sentence, at):
            part = trimmed(sentence, at + 1, len(sentence))
            return (part,) if has_verb(sentence, part) else ()
        if sentence.words[at] in ENDS or sentence.tags[at] in FINITE:
            break
    return ()


def _may_open(sentence: Sentence, at: int) -> bool:
    return sentence.words[at + 1 : at + 2] == (",",) or sentence.deps[at] in {"mark", "dobj"}
