"""Name variants: a person's name spelt in a way that is no transliteration of it ("Zilensky"), by the knowledge base where it
knows the person, else by the report's other spellings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from rapidfuzz.distance import OSA

from detente.coding.findings.making import defect
from detente.coding.findings.offices import office as office_name
from detente.coding.findings.people import Named, person
from detente.coding.findings.scene import Scene
from detente.knowledge.names.sound import sound
from detente.knowledge.text import fold, tokens
from detente.knowledge.validity import holds
from detente.record.enums import DefectKind
from detente.record.types import Defect

_DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1")
_OTHER_SCRIPTS = frozenset(
    """RUS UKR BLR BGR MKD SRB MNE BIH YUG SUN GRC CYP GEO ARM AZE KAZ KGZ TJK TKM UZB MNG DZA BHR EGY IRQ JOR KWT LBN
    LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM ISR IRN AFG PAK IND BGD NPL LKA BTN MDV MMR THA LAO KHM CHN
    TWN HKG MAC JPN KOR PRK ETH ERI TUR DJI TCD UNO IGO""".split()
)
_KNOWN_OFFICES = frozenset({"president", "prime minister", "foreign minister", "chancellor", "king", "defence minister"}) | {
    "vice president", "secretary-general", "supreme leader"
}  # fmt: skip
_SHORTEST = 5  # letters of a word that is compared with another of the report


def name_variants(scene: Scene, people: Sequence[Named]) -> Iterator[Defect]:
    """One defect for each spelling that is not the person's, at its first place."""
    told: set[str] = set()
    for named in people:
        found = _against_knowledge(scene, named) if named.ref else None
        found = found or _against_report(scene, named, people)
        found = found or (_against_office(scene, named) if named.ref is None else None)
        if found is not None and " ".join(named.words) not in told:
            told.add(" ".join(named.words))
            yield found


def _against_knowledge(scene: Scene, named: Named) -> Defect | None:
    """A word of the name that is like one of the person's names, and sounds otherwise than all of them."""
    assert named.ref is not None
    entry = person(scene, named.ref)
    names = (entry.name, *entry.aliases, *entry.surnames)
    known = [word for name in names for word in tokens(name)]
    for word in named.words:
        folded = fold(word)
        if (
            len(folded) < 4
            or folded in known
            or any(_is_spelling(scene, named.ref, folded, other) for other in known)
        ):
            continue
        near = min(known, key=lambda other: (OSA.distance(folded, other), other))
        if len(near) < (2 if len(named.words) > 2 else 4) or OSA.distance(folded, near) > _most(folded):
            continue
        right = next(
            w for name in names for w in name.replace("-", " ").split() if fold(w) == near or near in fold(w)
        )
        why = f"“{word}” is no known spelling of the name of {entry.name}."
        wanted = " ".join(right if w == word else w for w in named.words)
        return defect(scene, DefectKind.NAME_VARIANT, named.span, why, wanted)
    return None


def _against_office(scene: Scene, named: Named) -> Defect | None:
    """A surname that nobody bears, a letter or two from that of who holds the office said beside it, or acts in a country of
    the report.
    """
    at = scene.reading.published
    if (
        at is None
        or len(named.last) < 5
        or not (named.offices or len(named.words) > 1)
        or scene.knowledge.candidates(named.last, None)
    ):
        return None
    countries = {e.country for e in scene.reading.entities if e.country is not None}
    found: set[tuple[str, str]] = set()
    for country, said in product(sorted(countries), sorted(_KNOWN_OFFICES)):
        held = (r for r in scene.offices.get((country, said), ()) if holds(r.since, r.until, at))
        found.update((r.person, said) for r in held if _is_like(scene, named, r.person))
    if len({who for who, _ in found}) != 1:
        return None
    who, said = min(found)
    entry = person(scene, f"person:{who}")
    offices = {office_name(role.noun.noun) for role in named.offices}
    full = len(named.words) > 1 and fold(named.words[0]) in tokens(entry.name)
    if not full and not any(o == said or set(o.split()) & set(said.split()) for o in offices):
        return None
    why = f"“{' '.join(named.words)}” is probably {entry.name}, who was {said} at {at}."
    return defect(scene, DefectKind.NAME_VARIANT, named.span, why, entry.name)


def _is_like(scene: Scene, named: Named, who: str) -> bool:
    entry = person(scene, f"person:{who}")
    surnames = {tokens(name)[-1] for name in (entry.name, *entry.aliases, *entry.surnames) if tokens(name)}
    return any(
        0 < OSA.distance(named.last, known) <= _most(named.last) and _begins(named.last, known)
        for known in surnames
    )


def _begins(a: str, b: str) -> bool:
    """Whether two words begin with one letter, or with two that were swapped."""
    return a[0] == b[0] or a[:2] == b[1::-1]


def _most(word: str) -> int:
    """Edits by which a misspelt word may differ."""
    return 1 if len(word) < 6 else 2 if len(word) < 10 else 3


def _is_spelling(scene: Scene, ref: str, word: str, known: str) -> bool:
    """Whether a word is another spelling of a name's: a transliteration, where the name is not written in Latin letters at home;
    but not with a consonant doubled that no known spelling doubles.
    """
    if _plain(word) == _plain(known):
        return True
    roles = scene.knowledge.tables.roles.get(ref.removeprefix("person:"), ())
    if roles and not any(role.country in _OTHER_SCRIPTS for role in roles):
        return False
    return _sounds_as(word, known) and not (_DOUBLED.search(word) and _DOUBLED.sub(r"\1", word) == known)


def _plain(word: str) -> str:
    """Umlauts written out are none: Poehl, Pöhl."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _sounds_as(a: str, b: str) -> bool:
    """Whether two spellings are one by the rules of transliteration, a doubled letter or a mute ending."""
    return sound(a) == sound(b) or sound(a).rstrip("eh") == sound(b).rstrip("eh")


def _against_report(scene: Scene, named: Named, people: Sequence[Named]) -> Defect | None:
    """A surname that differs by a letter or two from that of somebody whom the report names more often or first."""
    counts = Counter(other.last for other in people)
    if scene.knowledge.candidates(named.last, None) and len(named.words) == 1:
        return None
    for other in people:
        if other.last == named.last or not _may_be(named, other):
            continue
        rank = (counts[other.last], other.ref is not None, -other.mention.id)
        own = (counts[named.last], named.ref is not None, -named.mention.id)
        if rank > own and named.ref is None:
            why = f"“{named.words[-1]}” is probably {' '.join(other.words)}, whom the report names elsewhere."
            wanted = " ".join((*named.words[:-1], other.words[-1]))
            return defect(scene, DefectKind.NAME_VARIANT, named.span, why, wanted)
    return None


def _may_be(a: Named, b: Named) -> bool:
    """Whether two namings can well be of one person: a surname a letter or two apart, and no other first name or office."""
    if min(len(a.last), len(b.last)) < _SHORTEST or _family(a.last, b.last):
        return False
    if OSA.distance(a.last, b.last) > (1 if min(len(a.last), len(b.last)) < 7 else 2) or _sounds_as(
        a.last, b.last
    ):
        return False
    if len(a.words) > 1 and len(b.words) > 1:
        return fold(a.words[0]) == fold(b.words[0])
    if a.last[:2] != b.last[:2] and a.last[-3:] != b.last[-3:]:
        return False
    return not (a.mention.sentence == b.mention.sentence and len(a.words) == len(b.words))


def _family(a: str, b: str) -> bool:
    """A man's and a woman's form of one surname."""
    return (
        a + "a" == b
        or b + "a" == a
        or {a[-2:], b[-2:]} in ({"ky", "ka"}, {"ki", "ka"}, {"iy", "ya"}, {"ov", "va"})
    )
