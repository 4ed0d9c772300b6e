"""Scenes: a state, its partner and a third one, with the noun phrases that fit them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from grammar.words import HERE, table

HERE_ACTS = HERE / "acts"
STATES = {row["state"]: row for row in table("states.tsv")}
_NAMES = {row["pool"]: row for row in table("names.tsv")}
_RIVALS = table("rivals.tsv")
_SLOTS = {row["slot"]: row["values"].split("|") for row in table("slots.tsv")}
_BLOCS = {
    "africa": "the African Union",
    "middle-east": "the Arab League",
    "europe": "the Council of Europe",
    "post-soviet": "the Organization for Security and Co-operation in Europe",
    "southeast-asia": "the Association of Southeast Asian Nations",
    "latin-america": "the Organization of American States",
    "oceania": "the Pacific Islands Forum",
}
_OFFICES = {
    "the United States": {
        "Foreign Minister": "Secretary of State",
        "foreign minister": "secretary of state",
        "foreign ministry": "State Department",
        "Defence Minister": "Defense Secretary",
        "defence minister": "defense secretary",
        "defence ministry": "Defense Department",
        "Finance Minister": "Treasury Secretary",
        "finance minister": "treasury secretary",
        "Interior Minister": "Attorney General",
        "interior minister": "attorney general",
        "interior ministry": "Justice Department",
        "{State}'s parliament": "the U.S. Congress",
        "the {Adj} parliament": "the U.S. Congress",
        "parliament in {Capital}": "the U.S. Congress",
        "{State}'s foreign": "the U.S. foreign",
    },
    "Britain": {
        "Foreign Minister": "Foreign Secretary",
        "foreign ministry": "Foreign Office",
        "Interior Minister": "Home Secretary",
    },
}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_PLURAL_ARMED = re.compile(r"(?:s|in the south|in the Sinai)$")


def _phrases() -> dict[str, list[tuple[str, str, str]]]:
    out: dict[str, list[tuple[str, str, str]]] = {}
    for row in table("phrases.tsv"):
        out.setdefault(row["class"], []).extend(
            (row["scope"], row["kind"], text) for text in row["text"].split("|")
        )
    return out


PHRASES = _phrases()


_THINGS = frozenset("goods flow net gathering property building statement bombT target".split())


def _is_plural(text: str, of_class: str) -> bool:
    """Whether a thing's head noun is plural."""
    head = re.split(r" (?:of|from|in|to|with|belonging|and)\b", text)[0]
    return of_class in _THINGS and head.endswith("s") and not head.endswith("ss")


class NoFitError(Exception):
    """The scene has no such party."""


@dataclass(frozen=True)
class Noun:
    """A noun phrase; kind is the pronoun that it takes: it, he, she, they."""

    text: str
    kind: str
    local: bool  # tells which state it belongs to

    @property
    def plural(self) -> bool:
        return self.kind == "they"

    @property
    def its(self) -> str:
        return {"it": "its", "he": "his", "she": "her", "they": "their"}[self.kind]

    @property
    def itself(self) -> str:
        return {"it": "itself", "he": "himself", "she": "herself", "they": "themselves"}[self.kind]


@dataclass
class Scene:
    """Three states and a decade; all chance of a row comes from ``rng``."""

    rng: random.Random
    a: dict[str, str]
    b: dict[str, str]
    c: dict[str, str]
    decade: int
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def drawn(
        cls, rng: random.Random, *, armed: bool = False, rivals: bool = False, troubled: bool = False
    ) -> Scene:
        """A scene by chance; ``armed``: with rebels at home, ``rivals``: of two states at odds, ``troubled``: war abroad."""
        a = STATES[rng.choice(sorted(name for name, row in STATES.items() if row["armed"] or not armed))]
        pair = rng.choice(_RIVALS) if rivals else None
        a = STATES[pair["a"]] if pair else a
        partners = [p for p in a["partners"].split("|") if p in STATES]
        if troubled:
            partners = [p for p in partners if STATES[p]["armed"]] or ["Colombia", "Mali", "Myanmar"]
        b = STATES[pair["b"] if pair else rng.choice(partners or ["the United States"])]
        others = [
            p
            for p in (*partners, *b["partners"].split("|"))
            if p in STATES and p not in (a["state"], b["state"])
        ]
        others = others or [
            p for p in ("France", "the United States", "Germany") if p not in (a["state"], b["state"])
        ]
        return cls(rng, a, b, STATES[rng.choice(others)], rng.choice((1990, 2000, 2010, 2010, 2020, 2020)))

    def _name(self, state: dict[str, str], who: str = "name") -> tuple[str, str]:
        pool = _NAMES[state["pool"]]
        genders = {"name": ("men", "men", "women"), "man": ("men",), "woman": ("women",)}
        gender = self.rng.choice(genders[who])
        given, family = self.rng.choice(pool[gender].split("|")), self.rng.choice(pool["family"].split("|"))
        eastern = state["adj"] in ("Chinese", "South Korean", "North Korean", "Vietnamese", "Cambodian")
        return (f"{family} {given}" if eastern else f"{given} {family}"), (
            "she" if gender == "women" else "he"
        )

    def _value(self, slot: str, state: dict[str, str]) -> str:
        simple = {
            "State": state["state"],
            "Adj": state["adj"],
            "Capital": state["capital"],
            "CAPITAL": self.a["capital"].upper(),
            "Bstate": self.b["state"],
            "Badj": self.b["adj"],
            "Bcapital": self.b["capital"],
            "Leader": state["leader"],
            "leader": state["leader"].lower(),
            "Party": state["party"],
            "party": state["party"],
            "Company": state["company"],
            "paper": state["paper"],
            "armed": state["armed"],
            "Bloc": _BLOCS.get(state["region"], "the United Nations"),
            "day": self.rng.choice(_DAYS),
            "date": f"{self.rng.choice(_MONTHS)} {self.rng.randint(1, 28)}",
        }
        if slot in simple:
            if not simple[slot]:
                raise NoFitError(slot)
            return simple[slot]
        if slot in ("city", "pcity"):
            state = self.b if slot == "pcity" else state
            return self._place(state, "cities")
        if slot == "province":
            return self._place(state, "provinces")
        if slot in ("name", "man", "woman"):
            return self._name(state, slot)[0]
        return self.rng.choice(_SLOTS[slot])

    def _place(self, state: dict[str, str], kind: str) -> str:
        """One city and one province a state and scene."""
        key = (state["state"], kind)
        if key not in self.places:
            self.places[key] = self.rng.choice(state[kind].split("|"))
        return self.places[key]

    def fill(self, text: str, state: dict[str, str] | None = None) -> str:
        """The text with its slots filled for a state."""
        return re.sub(r"\{(\w+)\}", lambda m: self._value(m.group(1), state or self.a), text)

    def noun(self, classes: str, state: dict[str, str], scopes: tuple[str, ...]) -> Noun:
        """A noun phrase of one of the classes, of the first scope that has any."""
        wanted = self.rng.choice(classes.split("|"))
        rows = PHRASES[wanted]
        of_scope = next(([r for r in rows if r[0] in scope.split("+")] for scope in scopes if
                         any(r[0] in scope.split("+") for r in rows)), rows)  # fmt: skip
        _, kind, text = self.rng.choice(of_scope)
        local = bool(re.search(r"\{(?:State|Adj|Capital|city|province|armed|Party|party|Company)\}", text))
        if "opposition" in text and not state["party"]:
            raise NoFitError("no opposition")
        if "{armed}" in text:
            self.decade = max(self.decade, 2010)
        if "{name}" in text:
            name, kind = self._name(state)
            text = text.replace("{name}", name)
        for word, own in _OFFICES.get(state["state"], {}).items():
            text = text.replace(word, own)
        text = self.fill(text, state)
        if "European Union" in text and "europe" in (self.a["region"], self.b["region"]):
            raise NoFitError("European Union")
        if kind == "armed":
            kind = "they" if _PLURAL_ARMED.search(text) else "it"
        if kind == "it" and (text.startswith("two ") or _is_plural(text, wanted)):
            kind = "they"
        return Noun(text, kind, local)
