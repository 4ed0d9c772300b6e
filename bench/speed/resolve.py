"""How many actor strings a second ``detente resolve`` codes, on one core, loading left out.

    python bench/speed/resolve.py [--strings 3000] [--profile]

The strings are made from the tables, each of them once: persons with and without titles, descriptions of a state with a
role noun, organisations, garbled names, offices of bodies; with dates, and a third of them with a context. Prints the strings
a second of a first pass, which has all names to compare still, and of later ones without the moments in which other processes
were in the way (by processor time), and what loading took.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import resource
import time
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from typing import Any

from detente.coding.resolve import Resolver
from detente.knowledge import Knowledge

_CHUNK, _PASSES = 100, 8
_CONTEXTS = (
    "in talks with {}",
    "{} said on Monday",
    "protests in {}",
    "a statement from the government of {}",
)
_ENDS = ("in {}", "of {}", "from {}")


def strings(knowledge: Knowledge) -> Iterator[str]:
    """Actor strings of many kinds, in turn."""
    tables = knowledge.tables
    people, states = list(tables.people.values()), [s for s in tables.states.values() if s.kind == "state"]
    bodies = list(tables.organisations.values())
    nouns = [n.noun for n in tables.role_nouns.values()]
    titles = [t.title for t in tables.titles.values()]
    families = (
        (p.name for p in people[::2]),
        (f"{titles[i % len(titles)]} {p.name}" for i, p in enumerate(people[1::2])),
        (f"{states[i % len(states)].adjectives[0]} {n}" for i, n in enumerate(nouns[::5]) if states[i % len(states)].adjectives),
        (f"the {n} {_ENDS[i % 3].format(states[i * 7 % len(states)].name)}" for i, n in enumerate(nouns[2::7])),
        (b.name for b in bodies[::3]),
        (f"{nouns[i * 11 % len(nouns)]} of {b.name}" for i, b in enumerate(bodies[1::3])),
        (_garbled(p.name) for p in people[5::9]),
        (f"{p.name.split()[-1]}, {r.role}" for p in people[::4] for r in tables.roles.get(p.id, ())[:1]),
        (f"two {n}s" for n in nouns[3::23]),
    )  # fmt: skip
    seen: set[str] = set()
    for row in zip_longest(*families):
        for text in row:
            if text is not None and text not in seen:
                seen.add(text)
                yield text


def _garbled(name: str) -> str:
    """The name with its last vowel changed."""
    for i in range(len(name) - 1, 0, -1):
        if name[i] in "aeiou":
            return name[:i] + ("e" if name[i] != "e" else "a") + name[i + 1 :]
    return name


def rows(knowledge: Knowledge, count: int) -> list[dict[str, Any]]:
    """Rows for the resolver: dates over seventy years, none in one row of seven, a context in one of three."""
    states = [s.name for s in knowledge.tables.states.values() if s.kind == "state"]
    return [
        {
            "id": i,
            "text": text,
            "context": _CONTEXTS[i % 4].format(states[i % len(states)]) if i % 3 == 0 else None,
            "date": None if i % 7 == 0 else f"{1955 + i * 13 % 70}-{1 + i % 12:02}-{1 + i % 28:02}",
        }
        for i, text in enumerate(islice(strings(knowledge), count))
    ]


def measure(resolver: Resolver, given: Sequence[dict[str, Any]]) -> list[float]:
    """Seconds of processor time for each hundred rows."""
    seconds = []
    for first in range(0, len(given), _CHUNK):
        began = time.process_time()
        for row in given[first : first + _CHUNK]:
            resolver.resolve(row)
        seconds.append(time.process_time() - began)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--strings", type=int, default=3000)
    parser.add_argument("--profile", action="store_true", help="show where the time of the first pass goes")
    args = parser.parse_args()
    began = time.process_time()
    knowledge = Knowledge.load()
    loaded = time.process_time()
    resolver = Resolver(knowledge)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    given = rows(knowledge, args.strings)
    print(f"loading {loaded - began:.2f} s of processor time, {peak} MB at its peak")
    resolver.resolve({"id": 0, "text": "the Ruritanian leader"})
    if args.profile:
        profile = cProfile.Profile()
        profile.runcall(measure, resolver, given)
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)
        return
    gc.freeze()  # as the command does
    passes = [measure(resolver, given) for _ in range(_PASSES)]
    best = sum(map(min, zip(*passes[1:], strict=True)))
    print(f"{len(given)} distinct strings: {len(given) / sum(passes[0]):.0f}/s the first time")
    print(
        f"{len(given) / best:.0f}/s at best: each {_CHUNK} of them in the fastest of {_PASSES - 1} further passes"
    )


if __name__ == "__main__":
    main()
