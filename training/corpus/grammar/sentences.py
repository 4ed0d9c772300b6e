"""Core sentences: an act told directly with some auxiliary, under an operator, in coordination, or as no event at all."""

from __future__ import annotations

import random
import re

from grammar.carriers import HUMAN, Carriers, told_by
from grammar.clauses import (
    PEACEFUL,
    SYMMETRIC,
    Act,
    Pair,
    Sentence,
    clause,
    finite,
    inflected,
    marked,
    parties,
    passive,
    phrase,
    subject_and,
)
from grammar.words import plain, table
from grammar.world import NoFitError, Noun, Scene

_OPS: dict[str, list[tuple[str, str, str]]] = {}
for _row in table("operators.tsv"):
    _OPS.setdefault(_row["op"], []).extend((_row["who"], _row["form"], t) for t in _row["text"].split("|"))
OUTER = {(row["op"], inner): row["outer"] for row in table("outer.tsv") for inner in row["inner"].split("|")}
_INNER_AUX = {"REQUEST": "hypothetical"}
_YEARS = {2020: (2003, 2016), 2010: (1994, 2006), 2000: (1985, 1996), 1990: (1975, 1986)}
_MAYBE = (
    "could",
    "might",
    "may",
    "ISAUX considering whether to",
    "ISAUX weighing whether to",
)
_SOON = (
    "will",
    "ISAUX expected to",
    "ISAUX to",
    "ISAUX due to",
    "plans to",
    "ISAUX preparing to",
    "intends to",
)
_FRAMES = (
    "active active active active "
    "embedded embedded passive passive passive passive nominal nominal headline relative control participle"
).split()
_SPEECH = ("used a news conference to", "used a speech to")
_MOVED = ("moved to", "decided to", "chose to")
_CONTROL = {
    **dict.fromkeys(("ACCUSE", "REQUEST", "SUPPORT", "THREATEN"), _SPEECH),
    **dict.fromkeys(("SANCTION", "MOBILIZE"), _MOVED),
    **dict.fromkeys(("CONCEDE", "RETREAT"), ("was forced to", "was persuaded to")),
}
_NO_SPEECH = frozenset(
    "investigated investigated_abuse investigated_crime investigated_war_crimes charged sued ambassador_summoned "
    "complained voted_in_favour treaty_ratified deal_signed relations_opened ambassador_accredited ordered "
    "arrest_order_in_absentia condoled mass_flight convicted convicted_to_prison relief_stopped surrendered".split()
)
_NEGATED = ("neg", "neg", "negperf", "denied", "denied-that", "not-that")
_SAID_MAYBE = ("feared", "if", "said-could")


def _tense(rng: random.Random) -> str:
    return rng.choice(("past", "past", "past", "perfect"))


def _soon(word: str, *, plural: bool) -> str:
    return re.sub(r"^(plan|intend)s\b", r"\1", word) if plural else word


def _frame_of(act: Act, pattern: str, scene: Scene, carriers: Carriers) -> str:
    """A frame by chance, of those that the pattern allows."""
    frame = scene.rng.choice(_FRAMES)
    symmetric = pattern.startswith("&")
    if "~be" in pattern and act.label.startswith("future") and frame != "nominal":
        return "present"
    wrong = (
        (frame == "nominal" and not act.nouns)
        or (frame == "control" and (symmetric or act.type not in _CONTROL or act.label in _NO_SPEECH))
        or (frame == "headline" and re.search(r"\b(?:had|would|WAS)\b", pattern))
        or (frame == "passive" and (symmetric or not passive(pattern)))
        or (frame == "relative" and symmetric)
        or (frame == "participle" and (symmetric or act.topic not in carriers.leads))
    )
    return "active" if wrong else frame


def real(act: Act, scene: Scene, carriers: Carriers) -> Sentence:
    """The act told as real, in one of the frames that it allows."""
    rng = scene.rng
    pair = (1, *parties(act, scene))
    pattern = rng.choice(act.verbs)
    frame = _frame_of(act, pattern, scene, carriers)
    out = Sentence("", [Pair("1", "1", "1", act.label, "", frame)], act, scene)
    turned = passive(pattern)
    if frame == "passive" and turned:
        out.text, out.time = _passive(scene, turned, pair), "past"
    elif frame == "headline":
        out.text, out.style = clause(scene, pattern, "present", pair), "headline"
    elif frame == "nominal":
        out.text = carriers.nominal(scene, act, phrase(scene, rng.choice(act.nouns), pair))
    elif frame == "embedded":
        out.text = carriers.said_that(scene, told_by(act), clause(scene, pattern, "pastperf", pair))
    elif frame == "relative":
        out.text = _relative(scene, pattern, pair, carriers)
    elif frame == "participle":
        out.text = _participle(scene, pattern, pair, carriers.lead(scene, act.topic))
    elif frame == "control":
        word = rng.choice(_CONTROL[act.type])
        word = word.replace("was ", "were ") if pair[1].plural else word
        out.text, out.time = clause(scene, pattern, word, pair), "past"
    else:
        tense = "present" if frame == "present" else _tense(rng)
        out.text, out.time = clause(scene, pattern, tense, pair), tense
        light = "light" if "~" in pattern.split("[")[0] else "active"
        out.pairs = [Pair("1", "1", "1", act.label, "", light)]
    return out


def _passive(scene: Scene, turned: tuple[str, str], pair: tuple[int, Noun, Noun | None]) -> str:
    number, actor, other = pair
    if other is None:
        raise NoFitError("no recipient")
    verb, rest = turned
    be = scene.rng.choice(("were", "were", "have been") if other.plural else ("was", "was", "has been"))
    rest = rest.replace("TPOSS", other.its).replace("TPRON", other.kind)
    rest = phrase(scene, rest.replace("[", "").replace("]", ""), (number, actor, None))
    return f"{marked('t1', other)} {be} <p1>{verb}</p1> by {marked('s1', actor)}{rest}"


def _who(noun: Noun) -> str:
    return "who" if noun.kind != "it" else "which"


def _relative(scene: Scene, pattern: str, pair: tuple[int, Noun, Noun | None], carriers: Carriers) -> str:
    actor = pair[1]
    when = scene.rng.choice(("earlier this week", "on {day}", "at the weekend"))
    inner = phrase(scene, finite(pattern, "past", plural=actor.plural), pair)
    main = carriers.one(scene, "relmain", "any").replace("was", "were" if actor.plural else "was")
    return f"{marked('s1', actor)}, {_who(actor)} {scene.fill(when)} {inner}, {main}"


def _participle(scene: Scene, pattern: str, pair: tuple[int, Noun, Noun | None], lead: str) -> str:
    inner = phrase(scene, inflected(pattern, "ing"), pair)
    return f"{lead}, with {marked('s1', pair[1])} {inner}"


def unreal(act: Act, scene: Scene, carriers: Carriers, auxiliary: str) -> Sentence:
    """The act as negated, hypothetical, future or historical."""
    rng = scene.rng
    actor, other = parties(act, scene)
    pattern = rng.choice([v for v in act.verbs if "~be" not in v and "~say" not in v] or ["~be"]).replace(
        "{kill}", ""
    )
    if pattern == "~be":
        raise NoFitError("only passive frames")
    pair = (1, actor, other)
    plural = subject_and(pattern, *pair)[2]
    frame, time = "active", ""
    if auxiliary == "negation":
        text, frame = _negated(scene, pattern, pair, act, carriers)
    elif auxiliary == "hypothetical":
        text, frame = _maybe(scene, pattern, pair, act, carriers)
    elif auxiliary == "future":
        text = clause(scene, pattern, _soon(rng.choice(_SOON), plural=plural), pair)
        text += rng.choice((" next week", " on {day}", " in the coming days", " later this month", ""))
        text = scene.fill(text)
    else:
        text, frame = _historical(scene, pattern, pair, (act, carriers))
    return Sentence(
        text, [Pair("1", "1", "1", act.label, auxiliary, frame)], act, scene, time=time, real=False
    )


def _negated(
    scene: Scene, pattern: str, pair: tuple[int, Noun, Noun | None], act: Act, carriers: Carriers
) -> tuple[str, str]:
    how = scene.rng.choice(_NEGATED)
    if pattern.startswith("&") and how == "denied":
        how = "neg"
    if how == "denied" and act.type not in (*PEACEFUL, "PROTEST"):
        inner = phrase(scene, inflected(pattern, "ing"), pair)
        return f"{marked('s1', pair[1])} denied {inner}", "control"
    if how == "denied-that":
        return carriers.denied(scene, clause(scene, pattern, "pastperf", pair)), "embedded"
    if how == "not-that":
        said = carriers.speaker(scene, told_by(act))
        return f"there was no sign that {clause(scene, pattern, 'pastperf', pair)}, {said} said", "embedded"
    return clause(scene, pattern, "neg" if how != "negperf" else "negperf", pair), "active"


def _maybe(
    scene: Scene, pattern: str, pair: tuple[int, Noun, Noun | None], act: Act, carriers: Carriers
) -> tuple[str, str]:
    how = scene.rng.choice(("aux", "aux", "aux", *_SAID_MAYBE))
    if how == "feared" and act.type not in PEACEFUL:
        war = ("residents", "aid workers") if act.topic in ("war", "terror") else ("analysts",)
        who = scene.rng.choice(("diplomats", *war))
        return (
            f"{who} fear that {clause(scene, pattern, scene.rng.choice(('will', 'could')), pair)}",
            "embedded",
        )
    if how == "if" and act.type not in ("REQUEST", "ACCUSE"):
        result = scene.rng.choice(carriers.results)
        return f"if {clause(scene, pattern, 'present', pair)}, {scene.fill(result)}", "embedded"
    if how == "said-could":
        said = carriers.speaker(scene, told_by(act))
        return f"{said} said {clause(scene, pattern, scene.rng.choice(('could', 'might')), pair)}", "embedded"
    return clause(scene, pattern, scene.rng.choice(_MAYBE), pair), "active"


def _historical(
    scene: Scene, pattern: str, pair: tuple[int, Noun, Noun | None], told: tuple[Act, Carriers]
) -> tuple[str, str]:
    act, carriers = told
    pattern = pattern.replace("{kill}", "")
    low, high = _YEARS[scene.decade]
    if low < 1993 and scene.a["region"] in ("post-soviet", "europe"):
        scene.decade, low, high = 2010, 1994, 2006
    year = scene.rng.randint(low, high)
    actor = pair[1]
    how = scene.rng.randrange(4)
    if pattern.startswith("&") or how == 0:
        start = scene.rng.choice(("in {y},", "back in {y},"))
        return f"{start.replace('{y}', str(year))} {clause(scene, pattern, 'past', pair)}", "active"
    inner = phrase(scene, finite(pattern, "past", plural=actor.plural), pair)
    main = carriers.one(scene, "histmain", "any")
    if actor.plural:
        main = re.sub(
            r"\b(has|is|faces)\b", lambda m: {"has": "have", "is": "are", "faces": "face"}[m.group()], main
        )
    if how == 1:
        return f"{marked('s1', actor)}, {_who(actor)} {inner} in {year}, {main}", "relative"
    text = f"{inner[:0]}{clause(scene, pattern, 'past', pair)} in {year}"
    ends = ["but little has changed since then", "an episode that is still debated in {Capital}"]
    if act.type not in PEACEFUL:
        ends += (
            ["an event that is still debated there"]
            if act.topic == "court"
            else ["and the effects are still felt", "an act that is still remembered there"]
        )
        ends += ["and relations have been cool ever since"] if act.rel == "int" else []
    ends += ["and the case has never been closed"] if act.topic == "court" else []
    end = scene.rng.choice(ends)
    return f"{text}, {scene.fill(end)}", "active"


def operated(op: str, act: Act, scene: Scene, carriers: Carriers) -> Sentence:
    """An operator over the act: the outer event, and the inner pair where another performs it."""
    rng = scene.rng
    who, form, text = rng.choice(_OPS[op])
    outer = OUTER[op, act.label]
    pattern = rng.choice(
        [v for v in act.verbs if not v.startswith("&") and "~be" not in v and "~say" not in v] or ["&"]
    )
    if pattern == "&":
        raise NoFitError("only plural frames")
    actor, other = parties(act, scene, foreign=who == "other")
    border = act.type if not act.label.startswith(outer) else ""
    pair = (2, actor, other)
    if "that S V" in text and form == "base":
        inner = finite(pattern, "base-form", plural=False).replace("base-form ", "")
    elif form == "had":
        inner = finite(pattern, "pastperf", plural=actor.plural)
    else:
        inner = inflected(pattern, form)
    body = phrase(scene, inner, pair)
    base = phrase(scene, inflected(pattern, "base"), pair)
    if who == "self":
        return _by_itself(
            op, (text, body), (actor, other), act, scene, Pair("1", "1", "1", outer, "", "control", border)
        )
    speaker = carriers.outsider(scene, op, act)
    if speaker.text in (actor.text, other.text if other else ""):
        raise NoFitError("speaks of itself")
    tense = rng.choice(("past", "past", "past", "perfect"))
    verb = phrase(
        scene, finite(text.replace(" S ", " @S "), tense, plural=speaker.plural), (1, speaker, None)
    )
    verb = verb.replace("@" + marked("s1", speaker), marked("t1", actor))
    whole = f"{marked('s1', speaker)} {_put(verb, V=body, B=base)}"
    pairs = [Pair("1", "1", "1", outer, "", "control", border)]
    pairs.append(Pair("t1", "2", "2", act.label, _INNER_AUX.get(op, ""), "embedded", outer_type(outer)))
    time = "past" if tense == "past" else ""
    return Sentence(whole, pairs, act, scene, time=time, real=op != "REQUEST")


def _by_itself(
    op: str, words: tuple[str, str], who: tuple[Noun, Noun | None], act: Act, scene: Scene, row: Pair
) -> Sentence:
    rng = scene.rng
    actor = who[0]
    text, body = words
    tense, auxiliary, time = "past", "", "past"
    if "~" in text and "~say" not in text and op in ("AGREE", "THREATEN", "OFFER", "REFUSE"):
        tense, auxiliary = rng.choice(
            (*[("past", "")] * 6, ("perfect", ""), ("negperf", "negation"), ("might", "hypothetical"))
        )
    if op == "REFUSE" and auxiliary == "negation":
        tense, auxiliary = "past", ""
    verb = phrase(scene, finite(text, tense, plural=actor.plural), (1, actor, None))
    inner = body.replace("t2>", "t1>")
    whole = f"{marked('s1', actor)} {_put(verb, V=inner)}"
    if rng.random() < 0.35 or not text.startswith("[~"):
        whole = re.sub(r"</p1>((?: [\w']+){0,4}) <p2>(.*?)</p2>", r"\1 \2</p1>", whole)
    whole = re.sub(r"</?p2>", "", whole)
    if "@cond" in text or (op == "THREATEN" and rng.random() < 0.4):
        whole = whole.replace(" @cond", "") + " @cond"
    if "~" not in text or tense != "past" or op == "FUTURE" or "@cond" in whole:
        time = "soon" if op == "FUTURE" else ""
    row = Pair(row.s, row.p, row.t, row.label, auxiliary, row.frame, row.border)
    return Sentence(whole, [row], act, scene, time=time, real=not auxiliary)


def _put(text: str, **words: str) -> str:
    """Capital letters that stand alone, replaced."""
    for letter, word in words.items():
        text = re.sub(rf"\b{letter}\b", lambda _, word=word: word, text)
    return text


def outer_type(label: str) -> str:
    return TYPE_OF.get(label, "")


TYPE_OF: dict[str, str] = {}


def double(act: Act, second: Act, scene: Scene, *, shared: bool) -> Sentence:
    """Two acts in one sentence: of one actor, or of the recipient in reply or of a third party."""
    rng = scene.rng
    actor, other = parties(act, scene)
    first = rng.choice([v for v in act.verbs if not v.startswith("&") and "~be" not in v] or ["&"])
    then = rng.choice([v for v in second.verbs if not v.startswith("&") and "~be" not in v] or ["&"])
    if "&" in (first, then) or not actor.local:
        raise NoFitError("plural frame")
    head = clause(scene, first, "past", (1, actor, other))
    time = scene.fill(rng.choice((" on {day}", "", "")))
    if shared:
        _, target = parties(second, scene)
        if target and other and target.text == other.text:
            target = Noun(
                {"it": "it", "they": "them", "he": "him", "she": "her"}[other.kind], other.kind, True
            )
        tail = phrase(scene, finite(then, "past", plural=actor.plural), (2, actor, target))
        rows = [Pair("1", "2", "2", second.label, "", "coordinated")]
        text = f"{head}{time} and {tail}"
    else:
        swapped = Scene(rng, scene.c, scene.b if rng.random() < 0.5 else scene.a, scene.a, scene.decade)
        who, target = parties(second, swapped)
        tail = clause(swapped, then, "past", (2, who, target))
        rows = [Pair("2", "2", "2", second.label, "", "coordinated")]
        rows += (
            [Pair("1", "2", "2", "none", "", "coordinated", second.type)]
            if target and plain(who.text) != actor.text
            else []
        )
        text = f"{head}{time}, {rng.choice(('while', 'and', 'and', 'as'))} {tail}"
    return Sentence(text, [Pair("1", "1", "1", act.label, "", "coordinated"), *rows], act, scene)


def reversed_pair(sentence: Sentence) -> Sentence | None:
    """The same sentence with the pair the wrong way round, where that is no relation."""
    if (
        sentence.act.label in SYMMETRIC
        or sentence.act.type in ("CONSULT", "COOPERATE")
        or re.search(r" (?:and|with|between) <[st]1>", sentence.text)
    ):
        return None
    sentence.text = sentence.text.replace("s1>", "x1>").replace("t1>", "s1>").replace("x1>", "t1>")
    sentence.pairs = [Pair("1", "1", "1", "none", "", sentence.pairs[0].frame, sentence.act.type)]
    return sentence


def of_the_teller(act: Act, scene: Scene, carriers: Carriers) -> Sentence:
    """Somebody reports an act: the teller and the party acted upon are in no relation."""
    actor, other = parties(act, scene)
    if other is None:
        raise NoFitError("no recipient")
    pattern = scene.rng.choice([v for v in act.verbs if not v.startswith("&") and "~be" not in v] or ["&"])
    if pattern == "&":
        raise NoFitError("plural frame")
    inner = clause(scene, pattern, "pastperf", (1, actor, other))
    inner = re.sub(r"</?[sp]1>", "", inner)
    who = carriers.speaker(scene, told_by(act))
    told = "told reporters" if HUMAN.search(who) else "reported"
    said = scene.rng.choice(("said", "said", "confirmed", told))
    text = f"<s1>{who}</s1> <p1>{said}</p1> {scene.rng.choice(('that ', 'on {day} that '))}{inner}"
    return Sentence(scene.fill(text), [Pair("1", "1", "1", "none", "", "embedded", act.type)], act, scene)
