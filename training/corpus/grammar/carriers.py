"""What surrounds the core and gives it the length of news: times, tellers, background, comments."""

from __future__ import annotations

import re

from grammar.clauses import PEACEFUL, Act, Sentence
from grammar.words import mended, plain, table
from grammar.world import NoFitError, Noun, Scene

_LENGTHS = (11, 14, 17, 20, 19, 21, 23, 24, 25, 26, 28, 29, 30, 32, 34, 36, 40, 44, 48, 52, 56)
_TIMES = (
    "on {day}",
    "on {day}",
    "on {day}",
    "late on {day}",
    "this week",
    "at the weekend",
    "earlier in the day",
)
_FORCE = frozenset("ASSAULT MOBILIZE COERCE PROTEST".split())
_COMMENTED = {
    "trade": PEACEFUL,
    "sanctions": frozenset(("SANCTION", "CONCEDE")),
    "aid": frozenset(("AID", "SANCTION")),
    "court": frozenset("COERCE SANCTION CONCEDE RETREAT".split()),
    "diplo": frozenset("SANCTION REJECT ACCUSE SUPPORT AGREE THREATEN".split()),
    "disaster": frozenset(("AID",)),
    "politics": frozenset(("SANCTION", "REJECT", "COERCE")),
    "peace": frozenset("AGREE CONCEDE REJECT RETREAT SANCTION".split()),
    "rights": frozenset("COERCE ASSAULT REJECT".split()),
}
HUMAN = re.compile(
    r"official|spokes|lawyer|diplomat|leader|commander|aide|witness|worker|editors|organisers|mediator|, "
)
_OUTSIDERS = {
    "REQUEST": ("igo", "unhead", "gov", "fminister", "leader", "ngo", "oppo"),
    "PRAISE": ("igo", "unhead", "gov", "fminister", "leader"),
    "ACCUSE": ("unbody", "ngo", "gov", "fminister", "oppo"),
    "CONDEMN": ("igo", "unhead", "gov", "fminister", "leader", "ngo"),
    "CRITICISE": ("ngo", "gov", "fminister", "igo", "oppo"),
}


def told_by(act: Act) -> str:
    """The topic whose tellers fit: witnesses tell of deeds, diplomats of words."""
    return "diplo" if act.topic in ("war", "terror", "protest") and act.type not in _FORCE else act.topic


def _topic(act: Act) -> str:
    """The topic whose background fits: what happens abroad has no background at home."""
    return "diplo" if act.topic == "rights" and act.rel == "int" else act.topic


def _tail_fits(row: str, act: Act) -> bool:
    if "criticism" in row:
        return act.type not in PEACEFUL
    return "debate" not in row or act.topic in (
        "politics",
        "labour",
        "court",
        "diplo",
        "aid",
        "trade",
        "sanctions",
    )


def _crowded(kind: str, done: set[str], want: int) -> bool:
    """Whether the sentence has a tail already that bears no other of this kind."""
    return (kind == "more" and "tail" in done) or (
        kind == "then" and bool(done & {"tail", "more"}) and want < 40
    )


class Carriers:
    """The table of carriers, by kind and topic."""

    results = (
        "the crisis would deepen, analysts said",
        "it would be the first such step in years",
        "other states in the region would have to respond, a diplomat in {Bcapital} said",
        "the consequences would be serious, a senior official said",
        "parliament would have to be consulted, officials said",
    )

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], list[str]] = {}
        for row in table("carriers.tsv"):
            self._rows.setdefault((row["kind"], row["topic"]), []).extend(row["text"].split("|"))
        self.leads = frozenset(topic for kind, topic in self._rows if kind == "lead")

    def one(self, scene: Scene, kind: str, topic: str) -> str:
        """One carrier of a kind; those of any topic are always possible."""
        rows = self._rows.get((kind, topic), []) + self._rows.get((kind, "any"), [])
        if not rows:
            raise NoFitError(kind)
        return scene.fill(scene.rng.choice(rows))

    def speaker(self, scene: Scene, topic: str) -> str:
        """Who tells it; those who saw it only where there was something to see."""
        return self.one(scene, "said", topic)

    def lead(self, scene: Scene, topic: str) -> str:
        rows = [text for text in self._rows["lead", topic] if "{S}" not in text]
        if not rows:
            raise NoFitError("lead")
        return scene.fill(scene.rng.choice(rows))

    def nominal(self, scene: Scene, act: Act, core: str) -> str:
        """A noun phrase made into a sentence."""
        if scene.rng.random() < 0.65:
            topic = told_by(act)
            rows = [row for row in self._rows["nomtail", "any"] if _tail_fits(row, act)]
            tail = scene.rng.choice(rows)
            tail = tail.replace("{said}", self.speaker(scene, topic)).replace(
                "{back}", self.one(scene, "back", _topic(act))
            )
            head = re.search(r"<p\d>(.*?)</p", core)
            if head and re.search(r"[^s]s$", head.group(1)) and not head.group(1).endswith("gas"):
                tail = tail.replace("was ", "were ").replace("has ", "have ")
            return scene.fill(f"{core} {tail}")
        return f"{self.one(scene, 'nomlead', 'any')} {core}"

    def said_that(self, scene: Scene, topic: str, core: str) -> str:
        """Officials said that …"""
        who = self.speaker(scene, topic)
        told = ("told reporters",) if HUMAN.search(who) else ("reported", "reported on {day}")
        said = scene.rng.choice(("said", "said on {day}", "said", "confirmed", *told))
        return scene.fill(f"{who} {said} that {core}")

    def denied(self, scene: Scene, core: str) -> str:
        who = scene.rng.choice(
            ("officials", "a government spokesman", "a spokeswoman", "a senior official", "diplomats")
        )
        return scene.fill(
            f"{who} {scene.rng.choice(('denied', 'denied reports', 'denied on {day}'))} that {core}"
        )

    def outsider(self, scene: Scene, op: str, act: Act) -> Noun:
        """Who speaks of another's act: a third state, an organisation, or somebody at home."""
        kinds = [k for k in _OUTSIDERS[op] if act.rel == "dom" or k not in ("oppo", "ngo")]
        kind = scene.rng.choice(kinds)
        home = scene.a if kind in ("oppo", "ngo", "igo", "unhead", "unbody") else scene.c
        return scene.noun(kind, home, ("int+any",))

    def finished(self, sentence: Sentence) -> str:
        """The core with carriers up to the length that news has, as one sentence."""
        scene, rng = sentence.scene, sentence.scene.rng
        topic = _topic(sentence.act)
        text = sentence.text
        if sentence.style == "headline":
            return mended(text, headline=True)
        if "@cond" in text:
            text = text.replace("@cond", self.one(scene, "cond", topic))
        text = self._timed(sentence, text)
        want = rng.choice(_LENGTHS)
        kinds = rng.choice((("back", "attr"), ("attr", "back"), ("comment", "attr"), ("also",), ("attr",)))
        done: set[str] = set()
        for kind, room in (*((kind, 3) for kind in kinds), ("more", 5), ("then", 7), ("attr", 3)):
            full = len(plain(text).split()) >= want - room
            if (
                full
                or kind in done
                or not self._fits(kind, sentence)
                or (kind in ("more", "then") and done & {"tail", "more"})
            ):
                continue
            before = text
            text = self._with(kind, text, scene, told_by(sentence.act) if kind == "attr" else topic)
            done.add(kind)
            if kind == "comment" or (kind == "back" and text.startswith(before)):
                done.add("tail")
            if "then" in done or "also" in done:
                break
        if rng.random() < 0.03:
            text = f"{self.one(scene, 'dateline', 'any')} {mended(text)}"
        return mended(text) + "."

    @staticmethod
    def _fits(kind: str, sentence: Sentence) -> bool:
        frame = sentence.pairs[0].frame
        bare = plain(sentence.text)
        said = re.search(
            r"\b(?:said|reported|confirmed|told reporters|deny|denied|fear that|announced|according)\b", bare
        )
        long_tail = frame in ("relative", "nominal", "participle") or bare.startswith("if ")
        if kind == "attr":
            return not said and not bare.startswith("if ") and frame not in ("relative", "nominal")
        if kind == "then":
            return not bare.startswith("if ") and sentence.real and sentence.act.label != "none"
        if kind == "comment":
            plainly = frame in ("active", "passive", "light") and sentence.time in ("past", "perfect")
            acted = sentence.act.type in _COMMENTED.get(sentence.act.topic, _FORCE)
            return acted and sentence.real and plainly and sentence.pairs[0].label != "none" and not long_tail
        if kind == "also":
            return (
                sentence.act.type != "ASSAULT"
                and frame in ("active", "light")
                and sentence.time == "past"
                and sentence.real
                and ", " not in bare
            )
        told = sentence.pairs[0].auxiliary not in ("historical", "negation")
        plain_time = sentence.time != "soon" and "@cond" not in sentence.text
        return told and plain_time and not long_tail and sentence.act.label != "none"

    def _with(self, kind: str, text: str, scene: Scene, topic: str) -> str:
        rng = scene.rng
        if kind == "attr":
            who = self.speaker(scene, topic)
            dated = re.search(r"day\b", text)
            ways = ["{w} said", "{w} said", "according to {w}", *([] if dated else ["{w} said on {day}"])]
            if HUMAN.search(who) and scene.a["capital"] not in who:
                ways += ["{w} told reporters in {Capital}", "{w} told reporters"]
            how = rng.choice(ways)
            who = who.rstrip(",") if how.startswith("acc") else who
            return scene.fill(f"{text}, {how.replace('{w}', who)}")
        if kind == "back":
            return (
                f"{text}, {self.one(scene, 'back', topic)}"
                if rng.random() < 0.6
                else self._front(text, scene, topic)
            )
        if kind == "also":
            return f"{text} and {self.one(scene, 'also', 'any')}"
        added = self.one(scene, kind, topic)
        if kind == "then" and ", while " in text:
            added = re.sub(r"^while ", "and ", added)
        return f"{text}, {added}"

    def _front(self, text: str, scene: Scene, topic: str) -> str:
        if re.match(r"(?:there|in \d|back in|if )", text):
            return text
        return f"{self.one(scene, 'back', topic)}, {text}"

    @staticmethod
    def _timed(sentence: Sentence, text: str) -> str:
        rng = sentence.scene.rng
        if sentence.time == "soon":
            return sentence.scene.fill(
                text + rng.choice((" next week", " on {day}", " later this month", "", " this year"))
            )
        if sentence.time != "past" or rng.random() < 0.3:
            return text
        when = sentence.scene.fill(rng.choice(_TIMES))
        bare = plain(text)
        if sentence.pairs[0].frame == "passive" and (" been " in bare[:80]):
            return text
        if sentence.pairs[0].frame == "control" or re.search(
            r"\b(?:that|which|would|who)\b|, |\bto [a-z]+ |next|as demanded|\bfor ", bare
        ):
            if sentence.pairs[0].frame == "passive" or " and <t1>" in text or not when.startswith("on "):
                return text
            return re.sub(r"</s1> ", f"</s1> {when} ", text, count=1)
        return f"{text} {when}"
