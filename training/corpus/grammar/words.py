"""Tables, inflection and small repairs of English."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
_IRREGULAR = {
    verb: tuple(forms.split("/"))
    for verb, forms in (
        entry.split(":")
        for entry in (
            "beat:beat/beaten cast:cast/cast unfreeze:unfroze/unfrozen "
            "be:was/been dig:dug/dug begin:began/begun break:broke/broken bring:brought/brought build:built/built "
            "buy:bought/bought cut:cut/cut deal:dealt/dealt draw:drew/drawn drive:drove/driven feed:fed/fed "
            "fight:fought/fought find:found/found flee:fled/fled fly:flew/flown freeze:froze/frozen get:got/got "
            "give:gave/given go:went/gone hand:handed/handed hang:hanged/hanged have:had/had hit:hit/hit "
            "hold:held/held keep:kept/kept lay:laid/laid lead:led/led leave:left/left lend:lent/lent let:let/let "
            "make:made/made meet:met/met oversee:oversaw/overseen pay:paid/paid put:put/put quit:quit/quit "
            "run:ran/run say:said/said see:saw/seen seek:sought/sought sell:sold/sold send:sent/sent set:set/set "
            "shoot:shot/shot shut:shut/shut sit:sat/sat slay:slew/slain speak:spoke/spoken spread:spread/spread "
            "stand:stood/stood stick:stuck/stuck strike:struck/struck take:took/taken tell:told/told "
            "think:thought/thought throw:threw/thrown undertake:undertook/undertaken uphold:upheld/upheld "
            "win:won/won withdraw:withdrew/withdrawn withhold:withheld/withheld write:wrote/written "
            "blow:blew/blown overrun:overran/overrun come:came/come forgive:forgave/forgiven bow:bowed/bowed "
            "call:called/called forbid:forbade/forbidden teargas:teargassed/teargassed gas:gassed/gassed "
            "behead:beheaded/beheaded"
        ).split()
    )
}
_DOUBLED = frozenset(
    "plan stop ban ship drop bar slap slam swap shun stab rig commit admit rebut permit cut get hit let put "
    "refer overlap wrap club dig gun initial kidnap scrap strip thin travel signal win "
    "quit run set shut sit begin gas teargas forbid overrun flap trim grab step expel cancel patrol".split()
)
_ENDS_IN_EE = ("ee", "oe", "ye")
_THIRD = {"be": "is", "have": "has", "go": "goes", "do": "does"}


def table(name: str) -> list[dict[str, str]]:
    """Rows of a table of the grammar."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        rows.append(dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=True)))
    return rows


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLED else "") + "ed"


def past(verb: str) -> str:
    return _IRREGULAR[verb][0] if verb in _IRREGULAR else _regular_past(verb)


def participle(verb: str) -> str:
    return _IRREGULAR[verb][1] if verb in _IRREGULAR else _regular_past(verb)


def ing(verb: str) -> str:
    if verb.endswith("e") and verb != "be" and not verb.endswith(_ENDS_IN_EE):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in _DOUBLED else "") + "ing"


def third(verb: str) -> str:
    """Third person singular of the present."""
    if verb in _THIRD:
        return _THIRD[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


def possessive(text: str) -> str:
    return "'" if text.endswith("s") else "'s"


def plain(text: str) -> str:
    """The text without marks."""
    return re.sub(r"</?[spt]\d?>", "", text)


def mended(text: str, *, headline: bool = False) -> str:
    """Articles, commas, spaces and the capital at the start put right; a headline loses its articles."""
    if headline:
        text = re.sub(r"\b(?:[Tt]he|a|an) ", "", text)
    text = re.sub(r",(</[spt]\d?>)(?=['.,]| (?:by|of|over|on|for|and|after|who)\b)", r"\1", text)
    text = re.sub(r",(</[spt]\d?>)$", r"\1", text)
    text = re.sub(r"\b([Aa]) (?=(?:<[spt]\d?>)?(?:[AEIOaeio]|Uzbek|un[a-hj-z]|11|18|8))", r"\1n ", text)
    text = re.sub(r"\b([Aa])n (?=(?:<[spt]\d?>)?(?:one-|one |U\.|Eur|eur))", r"\1 ", text)
    text = re.sub(r"\s+", " ", text).strip().rstrip(",")
    text = text.replace("at at least", "at about")
    text = re.sub(r"\b(States|Philippines)'s\b", r"\1'", text)
    text = re.sub(r" ([,.])", r"\1", text)
    text = re.sub(r",(?:</[spt]\d?>)?,", ",", text)
    found = re.match(r"((?:<[spt]\d?>)*)(.)", text)
    if found:
        text = found.group(1) + found.group(2).upper() + text[found.end() :]
    return text
