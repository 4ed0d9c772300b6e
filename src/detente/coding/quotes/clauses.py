"""Reported clauses: which words of a sentence a word of saying reports."""

from __future__ import annotations

from collections.abc import Mapping

from detente.coding import grammar
from detente.coding.layers import Sentence
from detente.coding.quotes import speakers
from detente.coding.quotes.lexicon import Verb

Range = tuple[int, int]
_EDGE = frozenset({",", ";", ":", "-", "--", "–", "—", '"', "'", "``", "''", "(", ")", "and", "but"})
_COMMAS = frozenset({",", "-", "--", "–", "—"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_ENDS = frozenset({",", ".", ";", ":", "--", "–", "—", '"', "'"})
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_CLEAR = frozenset({"clear", "plain", "known", "explicit"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def reported(sentence: Sentence, i: int, verb: Verb, verbs: Mapping[str, Verb]) -> tuple[Range, ...]:
    """Token ranges of what verb i reports, without "that", marks and the reporter's words; empty where it reports no clause."""
    below = _complement(sentence, i, verb)
    if below is not None and below > i and verb.strength == 3:
        own = _inserted(sentence, i)
        if own is not None and own[1] <= below and not has_that(sentence, below):
            return around(sentence, i, own)
    if below is not None:
        cuts = [*resumptions(sentence, i, below, verbs), *_contrasts(sentence, below)]
        content = _before(sentence, body(sentence, below), cuts)
        return _without(sentence, content, _cue_block(sentence, i, below))
    if "as" in verb.frames:
        judged = _judgement(sentence, i)
        if judged:
            return judged
    if verb.strength < 2 and verb.lemma not in {"put", "make"}:
        return ()
    if sentence.deps[i] == "advcl" and verb.lemma in _AS_VERBS and _is_as(sentence, i):
        return around(sentence, i, grammar.bounds(sentence, i))
    phrase = _phrase(sentence, i, verb)
    if phrase:
        return phrase
    if verb.strength >= 2 and "quote" in verb.frames and not _is_so(sentence, i):
        inserted = _parenthetic(sentence, i)
        if inserted:
            return inserted
    if verb.strength == 3 and "that" in verb.frames:
        rest = _after_that(sentence, i)
        if rest:
            return rest
    return ()


def _judgement(sentence: Sentence, i: int) -> tuple[Range, ...]:
    """What a verb like "call" or "describe" makes of its object: "called [the vote a farce]", "described [it as fair]"."""
    thing = grammar.child(sentence, i, "dobj", "ccomp")
    said = grammar.child(sentence, i, "oprd", "acomp", "attr")
    if said is None:
        said = next((c for c in _below(sentence, i, thing) if sentence.deps[c] == "prep" and sentence.lowers[c] == "as"), None)
    if said is None and (thing is None or sentence.deps[thing] != "ccomp"):
        return ()
    tokens = [c for c in (thing, said) if c is not None and c > i]
    if not tokens:
        return ()
    edges = [grammar.bounds(sentence, c) for c in tokens]
    part = trimmed(sentence, max(i + 1, min(e[0] for e in edges)), max(e[1] for e in edges))
    return (part,) if part[1] - part[0] >= _SHORTEST_PHRASE else ()


def _below(sentence: Sentence, i: int, thing: int | None) -> list[int]:
    return [*sentence.children[i], *(sentence.children[thing] if thing is not None else ())]


def _after_that(sentence: Sentence, i: int) -> tuple[Range, ...]:
    """What follows a "that" near the verb, where the parser lost the clause: "said on Monday that, if asked, they …"."""
    for at in range(i + 1, min(i + _NEAR, len(sentence))):
        if sentence.lowers[at] == "that" and (sentence.words[at + 1 : at + 2] == (",",) or sentence.deps[at] in {"mark", "dobj"}):
            part = trimmed(sentence, at + 1, len(sentence))
            return (part,) if _has_verb(sentence, part) else ()
        if sentence.words[at] in _ENDS or sentence.tags[at] in _FINITE:
            break
    return ()


_NEAR = 9  # tokens between a verb and its "that"


def _phrase(sentence: Sentence, i: int, verb: Verb) -> tuple[Range, ...]:
    """The noun phrase that a verb reports: "called for [an inquiry]", "denied [any part in the raid]"."""
    for c in sentence.children[i]:
        if c > i and sentence.deps[c] == "prep" and sentence.lowers[c] in verb.frames:
            first, last = grammar.bounds(sentence, c)
            first += 1
        elif sentence.deps[c] in {"dobj", "nsubjpass"} and "np" in verb.frames:
            first, last = grammar.bounds(sentence, c)
        else:
            continue
        first, last = trimmed(sentence, first, last)
        if last - first >= _SHORTEST_PHRASE:
            return ((first, last),)
    return ()


_SHORTEST_PHRASE = 2  # words; "denied it" reports nothing of its own


def complement(sentence: Sentence, i: int, verb: Verb) -> int | None:
    """Head of the clause that verb i takes, where its frame allows such a clause."""
    return _complement(sentence, i, verb)


def resumptions(sentence: Sentence, i: int, below: int, verbs: Mapping[str, Verb]) -> list[int]:
    """Verbs of saying that the parser hung into the reported clause though they go on with the reporter's own.

    "He said he was tired [and warned that …]" takes the form of verb i again and has no subject; "… he was tired, [adding
    that …]" follows a comma.
    """
    found: list[int] = []
    for c in [below, *(c for c in grammar.conjuncts(sentence, below) if c != below)]:
        for d in sentence.children[c]:
            known = verbs.get(sentence.lemmas[d])
            if d <= max(i, c) or known is None or known.strength < 2 or grammar.child(sentence, d, *_SUBJECTS) is not None:
                continue
            again = known.strength == 3 and sentence.deps[d] == "conj" and sentence.tags[d] == sentence.tags[i] and below > i
            adding = sentence.deps[d] == "advcl" and sentence.tags[d] == "VBG" and sentence.words[d - 1] in _COMMAS
            if again or adding:
                found.append(d)
    return found


def _contrasts(sentence: Sentence, below: int) -> list[int]:
    """Conjunctions that open a clause of the reporter's behind the reported one: "…, while others …", "…, though …"."""
    found: list[int] = []
    for c in sentence.children[below]:
        if c > below and sentence.deps[c] == "advcl":
            first = grammar.bounds(sentence, c)[0]
            if sentence.lowers[first] in _CONTRASTS and sentence.words[first - 1] in _COMMAS:
                found.append(first)
    return found


_AS_VERBS = frozenset({"acknowledge", "explain", "note", "observe", "point", "predict", "put", "remark", "report", "say", "state", "tell", "write"})
_CONTRASTS = frozenset({"while", "though", "although", "whereas"})


def _before(sentence: Sentence, content: Range, cuts: list[int]) -> Range:
    """The content up to the first of the verbs, and the conjunction in front of it."""
    first, last = content
    for cut in cuts:
        at = cut
        while at > first and (sentence.deps[at - 1] in {"cc", "advmod", "aux", "auxpass"} or sentence.words[at - 1] in _COMMAS):
            at -= 1
        last = min(last, at)
    return trimmed(sentence, first, last)


def _complement(sentence: Sentence, i: int, verb: Verb) -> int | None:
    """Head of the clause that verb i takes, where its frame allows such a clause."""
    for c in sentence.children[i]:
        dep = sentence.deps[c]
        if c < i and ";" in sentence.words[c:i]:
            continue
        if dep == "ccomp" and _fits_clause(sentence, i, c, verb):
            return c
        if dep in {"xcomp", "advcl"} and _fits_bare(sentence, i, c, verb):
            return c
        if dep in {"acomp", "oprd"} and verb.lemma == "make" and sentence.lowers[c] in _CLEAR:
            return grammar.child(sentence, c, "ccomp", "xcomp") or grammar.child(sentence, i, "ccomp")
    return None


def _fits_clause(sentence: Sentence, i: int, c: int, verb: Verb) -> bool:
    if is_infinitive(sentence, c):
        return bool(verb.frames & {"objinf", "inf"})
    if verb.strength == 1:
        return False
    if _is_question(sentence, c):
        return bool(verb.frames & {"wh", "quote"})
    if verb.strength == 2 and c < i:
        return "quote" in verb.frames
    return "that" in verb.frames


def _fits_bare(sentence: Sentence, i: int, c: int, verb: Verb) -> bool:
    """Infinitives and gerunds."""
    if c < i:
        return False
    if is_infinitive(sentence, c):
        if sentence.deps[c] == "advcl":
            return False
        wanted = {"inf"} if grammar.child(sentence, i, "dobj", "dative", "nsubjpass") is None else {"inf", "objinf"}
        return bool(wanted & verb.frames)
    if sentence.deps[c] == "xcomp" and sentence.tags[c] == "VBG":
        return "ing" in verb.frames
    return False


def is_infinitive(sentence: Sentence, c: int) -> bool:
    """Whether token c heads a to-infinitive."""
    return any(sentence.lowers[k] == "to" and sentence.deps[k] == "aux" for k in sentence.children[c])


def has_that(sentence: Sentence, c: int) -> bool:
    """Whether clause c is opened by the conjunction "that" and is no relative clause."""
    return any(sentence.lowers[k] == "that" and sentence.deps[k] == "mark" for k in sentence.children[c])


def _is_question(sentence: Sentence, c: int) -> bool:
    return any(sentence.tags[k] in _WH or sentence.lowers[k] in {"whether", "if"} for k in sentence.children[c] if k < c)


def _is_so(sentence: Sentence, i: int) -> bool:
    """ "said so", "said the same", "said as much": no content of its own."""
    return sentence.lowers[i + 1 : i + 2] in {("so",), ("as",), ("much",)}


def _is_as(sentence: Sentence, i: int) -> bool:
    """ "as he said", "as the minister put it": no complement but "it"."""
    marks = [k for k in sentence.children[i] if sentence.lowers[k] == "as" and k < i]
    thing = grammar.child(sentence, i, "dobj")
    said = grammar.child(sentence, i, "nsubj", "agent") is not None
    if any(sentence.deps[k] == "prep" and sentence.lowers[k] in {"on", "about"} for k in sentence.children[i]):
        return False
    return bool(marks) and said and (thing is None or sentence.lowers[thing] == "it")


def body(sentence: Sentence, c: int) -> Range:
    """Token range of clause c without its conjunction, a day set before it ("said Monday he …") and outer punctuation."""
    first, last = grammar.bounds(sentence, c)
    lead = sentence.children[c][0] if sentence.children[c] else c
    if sentence.deps[lead] in {"npadvmod", "tmod"} and lead < c and first == grammar.bounds(sentence, lead)[0]:
        first = grammar.bounds(sentence, lead)[1]
    while first < last and (sentence.lowers[first] in _EDGE or (sentence.lowers[first] == "that" and sentence.deps[first] == "mark")):
        first += 1
    return trimmed(sentence, first, last)


def trimmed(sentence: Sentence, first: int, last: int) -> Range:
    """The range without punctuation at its ends."""
    while first < last and sentence.lowers[first] in _EDGE:
        first += 1
    while last > first and (sentence.lowers[last - 1] in _EDGE or sentence.lowers[last - 1] in {".", "?", "!"}):
        last -= 1
    return first, last


def _cue_block(sentence: Sentence, i: int, below: int) -> Range:
    """The reporter's words around verb i: its own dependents but the clause, as one run around the verb."""
    inside = set(grammar.subtree(sentence, below))
    mine = set(grammar.subtree(sentence, i)) - inside
    first = last = i
    while first - 1 in mine:
        first -= 1
    while last in mine:
        last += 1
    return first, max(last, i + 1)


def _without(sentence: Sentence, content: Range, block: Range) -> tuple[Range, ...]:
    """The content in parts, where the reporter's words stand in its middle."""
    if block[1] <= content[0] or content[1] <= block[0]:
        return (content,) if content[0] < content[1] else ()
    parts = (trimmed(sentence, content[0], block[0]), trimmed(sentence, block[1], content[1]))
    return tuple(part for part in parts if part[0] < part[1])


def _parenthetic(sentence: Sentence, i: int) -> tuple[Range, ...]:
    """Content of a verb without complement set between commas or at the end: "The deal, he said, was dead"."""
    own = _inserted(sentence, i)
    if own is None:
        return ()
    return around(sentence, i, own)


def _inserted(sentence: Sentence, i: int) -> Range | None:
    """The inserted clause of verb i: from the comma before it to the comma or end behind it; None where it is none."""
    subject = grammar.child(sentence, i, "nsubj")
    subject = speakers.adjacent(sentence, i) if subject is None and sentence.deps[i] != "conj" else subject
    if subject is None or sentence.deps[i] in {"relcl", "acl"}:
        return None
    if grammar.child(sentence, i, "mark", "dobj") is not None and not _spoken_to(sentence, i):
        return None
    first = min(i, grammar.phrase(sentence, subject)[0])
    while first > 0 and sentence.heads[first - 1] == i and sentence.deps[first - 1] in {"advmod", "aux", "neg"}:
        first -= 1
    if first == 0 or sentence.words[first - 1] not in {",", "-", "--", "–", "—"}:
        return None
    last = _clause_end(sentence, max(i, subject) + 1)
    closed = last >= len(sentence) or sentence.words[last] not in {":", '"', "'"}
    return (first, last) if closed else None


def _spoken_to(sentence: Sentence, i: int) -> bool:
    """Whether the verb's object is one spoken to: "he told the Post"."""
    return sentence.lemmas[i] in {"tell", "assure", "remind", "inform"} and grammar.child(sentence, i, "mark") is None


def _clause_end(sentence: Sentence, at: int) -> int:
    while at < len(sentence) and sentence.words[at] not in _ENDS:
        at += 1
    return at


def adjunct(sentence: Sentence, i: int) -> Range:
    """Range of an "according to" phrase; up to its first comma where the parser took the clause behind it in as well."""
    first, last = min(grammar.bounds(sentence, i)[0], i), max(grammar.bounds(sentence, i)[1], i + 2)
    comma = next((k for k in range(i + 2, last) if sentence.words[k] == ","), last)
    if first == 0 and last >= len(sentence) - 1 and comma < last:
        return first, comma
    return first, last


def around(sentence: Sentence, i: int, own: Range) -> tuple[Range, ...]:
    """The clause that the range ``own`` is set into, without it: the whole sentence, or the clause i hangs in."""
    first, last = _host(sentence, i, own)
    ends = ((first, max(first, own[0])), (own[1], max(own[1], last)))
    parts = tuple(part for part in (trimmed(sentence, *end) for end in ends) if part[0] < part[1])
    return parts if any(_has_verb(sentence, part) for part in parts) else ()


def _host(sentence: Sentence, i: int, own: Range) -> Range:
    """The clause around an inserted cue: a coordinated or reported clause of its own, else the sentence."""
    for above in grammar.ancestors(sentence, i):
        if sentence.deps[above] in {"ccomp", "relcl", "advcl"} and any(
            sentence.deps[k] in _SUBJECTS for k in sentence.children[above]
        ):
            first, last = grammar.bounds(sentence, above)
            return min(first, own[0]), max(last, own[1])
    return 0, len(sentence)


def _has_verb(sentence: Sentence, part: Range) -> bool:
    """Whether a range can be a clause: it has a finite verb."""
    return any(tag in _FINITE for tag in sentence.tags[part[0] : part[1]])
