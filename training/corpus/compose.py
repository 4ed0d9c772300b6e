"""Compose training rows out of the frame grammar in ``grammar/``.

    python training/corpus/compose.py [--seed N] [--rows N]

Writes ``composed/<TYPE>/grammar.tsv`` anew, the same bytes for the same seed. ``--rows`` is the number for each type.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from grammar.carriers import Carriers
from grammar.clauses import PEACEFUL, Act, Sentence, acts
from grammar.sentences import OUTER, TYPE_OF, double, of_the_teller, operated, real, reversed_pair, unreal
from grammar.words import plain
from grammar.world import NoFitError, Scene

from detente.codebook import Codebook

HERE = Path(__file__).parent
COLUMNS = "id label auxiliary contexts style region decade frame border text".split()
NONE_ROWS = 450
_AUXILIARIES = ("",) * 20 + ("negation",) * 3 + ("hypothetical",) * 3 + ("historical",) * 3 + ("future",) * 2
_OPERATORS = {"AGREE": 0.65, "THREATEN": 0.6, "CONCEDE": 0.35, "REQUEST": 0.4, "REJECT": 0.4, "ACCUSE": 0.35}
_AT_SEA = re.compile(
    r"warship|naval|coast|fish|oil tanker|cargo ship|freighter|ports? of|patrol boat|islands?\b|dockworkers|strait"
)
_INLAND = frozenset(
    "Uganda|Rwanda|Ethiopia|Mali|Niger|Zambia|Zimbabwe|Hungary|Serbia|Belarus|Armenia|Azerbaijan|Kazakhstan|Kyrgyzstan|"
    "Uzbekistan|Tajikistan|Afghanistan|Nepal|Bolivia".split("|")
)
_THIRD_PARTY = re.compile("mediat|peacekeepers|observers|settle|protection|deescalate|offered")
_FRIENDLY = frozenset("AID COOPERATE AGREE CONSULT SUPPORT".split())
Row = dict[str, str]


class Composer:
    """Draws sentences until every type has its rows."""

    def __init__(self, seed: int, rows: int) -> None:
        self.seed, self.rows = seed, rows
        book = Codebook.load()
        self.types = {label.id: str(label.event_type) for label in book.labels if label.event_type}
        TYPE_OF.update(self.types)
        self.acts = [act for act in acts() if act.type != "NONE"]
        self.neutral = [act for act in acts() if act.type == "NONE"]
        self.carriers = Carriers()
        self.by_label: dict[str, list[Act]] = {}
        for act in self.acts:
            self.by_label.setdefault(act.label, []).append(act)
        self.outer: dict[str, list[tuple[str, str]]] = {}
        for (op, inner), label in OUTER.items():
            self.outer.setdefault(label, []).append((op, inner))
        self.out: dict[str, list[Row]] = {kind: [] for kind in (*sorted(set(self.types.values())), "NONE")}
        self.texts: set[str] = set()
        self.counts = Counter[str]()
        self.tries = Counter[str]()

    def composed(self) -> dict[str, list[Row]]:
        """All rows, by type."""
        for kind in self.out:
            rng = random.Random(f"{self.seed}:{kind}")
            if kind == "NONE":
                self._fill(kind, NONE_ROWS, lambda n, rng=rng: self._nothing(rng, n))
            else:
                labels = sorted(
                    label for label in {*self.by_label, *self.outer} if self.types.get(label) == kind
                )
                self._fill(kind, self.rows, lambda n, r=rng, ls=labels: self._event(r, self._rarest(ls, n)))
        return self.out

    def _rarest(self, labels: list[str], turn: int) -> str:
        label = min(
            labels,
            key=lambda one: (max(self.counts[one], self.tries[one] / 3), (labels.index(one) + turn) % 7),
        )
        self.tries[label] += 1
        return label

    def _fill(self, kind: str, rows: int, draw: Callable[[int], Sentence | None]) -> None:
        turn = 0
        while len(self.out[kind]) < rows and turn < rows * 60:
            turn += 1
            try:
                sentence = draw(turn)
            except NoFitError:
                continue
            if sentence:
                self._keep(sentence)

    def _event(self, rng: random.Random, label: str) -> Sentence:
        """A sentence that holds the label, directly or under an operator."""
        direct, above = self.by_label.get(label, []), self.outer.get(label, [])
        kind = self.types[label]
        if above and (not direct or rng.random() < _OPERATORS.get(kind, 0.25)):
            op, inner = rng.choice(above)
            under = rng.choice(self.by_label[inner])
            return operated(op, under, _scene(rng, under), self.carriers)
        act = rng.choice(direct)
        scene = _scene(rng, act)
        auxiliary = rng.choice(_AUXILIARIES)
        if auxiliary == "future" and (
            ("FUTURE", label) in OUTER or kind in PEACEFUL or label.startswith("future")
        ):
            auxiliary = ""
        if auxiliary:
            return unreal(act, scene, self.carriers, auxiliary)
        if rng.random() < 0.12:
            return self._double(rng, act, scene)
        return real(act, scene, self.carriers)

    def _double(self, rng: random.Random, act: Act, scene: Scene) -> Sentence:
        shared = rng.random() < 0.6
        peaceful = act.type in PEACEFUL
        fitting = [
            other
            for other in self.acts
            if other.topic == act.topic
            and other.label != act.label
            and (other.type in PEACEFUL) == peaceful
            and (not shared or (other.actors == act.actors and other.rel == act.rel))
            and (shared or other.rel == "int")
        ]
        if not fitting:
            return real(act, scene, self.carriers)
        return double(act, rng.choice(fitting), scene, shared=shared)

    def _nothing(self, rng: random.Random, turn: int) -> Sentence | None:
        how = turn % 4
        if how == 0:
            return real(rng.choice(self.neutral), Scene.drawn(rng), self.carriers)
        act = rng.choice(self.acts)
        scene = _scene(rng, act)
        if how == 1:
            return reversed_pair(real(act, scene, self.carriers))
        if how == 2 and act.type not in ("ACCUSE", "REQUEST", "THREATEN"):
            return of_the_teller(act, scene, self.carriers)
        sentence = self._double(rng, act, scene)
        sentence.pairs = [pair for pair in sentence.pairs if pair.label == "none"]
        return sentence if sentence.pairs else None

    def _keep(self, sentence: Sentence) -> None:
        """Rows of the sentence that are new and still wanted go to their types."""
        text = self.carriers.finished(sentence)
        for index, pair in enumerate(sentence.pairs):
            kind = "NONE" if pair.label == "none" else self.types[pair.label]
            limit = NONE_ROWS if kind == "NONE" else self.rows
            limit += 30 if index else 0
            own = _only(text, pair.s, pair.p, pair.t)
            known = (
                own in self.texts
                or bool(_AT_SEA.search(own) and _inland(sentence.scene))
                or "<p>" not in own
                or "<s>" not in own
            )
            if known or len(self.out[kind]) >= limit:
                continue
            self.texts.add(own)
            self.counts[pair.label] += 1
            context = sentence.act.contexts if pair.label != "none" else sentence.act.contexts.split("|")[0]
            cells = ("", pair.label, pair.auxiliary, context, sentence.style, sentence.scene.a["region"])
            cells = (
                *cells,
                str(sentence.scene.decade),
                pair.frame,
                pair.border if pair.border != kind else "",
                own,
            )
            self.out[kind].append(dict(zip(COLUMNS, cells, strict=True)))


def _inland(scene: Scene) -> bool:
    return scene.a["state"] in _INLAND or scene.b["state"] in _INLAND


def _scene(rng: random.Random, act: Act) -> Scene:
    """A scene in which the act is likely: rebels where there is war, rivals where states fight."""
    hostile = act.topic in ("war", "nuclear", "cyber") and act.rel != "dom" and act.type not in _FRIENDLY
    at_odds = (
        act.topic == "peace"
        and not _THIRD_PARTY.search(act.label)
        and act.rel != "dom"
        and rng.random() < 0.5
    )
    return Scene.drawn(
        rng,
        armed=act.topic in ("war", "terror", "peace") and act.rel != "int",
        rivals=at_odds or (hostile and rng.random() < 0.85),
        troubled=act.topic == "peace",
    )


def _only(text: str, s: str, p: str, t: str) -> str:
    """The sentence with the marks of one pair; ``t1`` as an actor is the recipient of another pair."""
    keep = {f"s{s}" if s.isdigit() else s: "s", f"p{p}": "p"}
    keep.setdefault(f"t{t}", "t")

    def one(match: re.Match[str]) -> str:
        name = keep.get(match.group(2))
        return f"<{match.group(1)}{name}>" if name else ""

    return re.sub(r"<(/?)([spt]\d)>", one, text)


def write(rows: dict[str, list[Row]]) -> None:
    """One file a type."""
    for kind, found in rows.items():
        path = HERE / "composed" / kind / "grammar.tsv"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = ["\t".join(COLUMNS)]
        for number, row in enumerate(found, 1):
            row["id"] = f"{kind.lower()}-grammar-{number:04}"
            lines.append("\t".join(row[c] for c in COLUMNS))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rows", type=int, default=197, help="rows of each type")
    args = parser.parse_args()
    rows = Composer(args.seed, args.rows).composed()
    write(rows)
    lengths = sorted(len(plain(row["text"]).split()) for found in rows.values() for row in found)
    print(
        f"{len(lengths)} rows; words: median {lengths[len(lengths) // 2]}, a tenth over {lengths[len(lengths) * 9 // 10]}"
    )


if __name__ == "__main__":
    main()
