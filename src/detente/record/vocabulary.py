"""Closed lists of words that fields of the record hold. The codebook's data files are checked against these."""

from __future__ import annotations

from collections.abc import Mapping

from detente.record.enums import EventType

MODES: Mapping[EventType, tuple[str, ...]] = {
    EventType.AGREE: (),
    EventType.CONSULT: ("multilateral", "phone", "third-party", "visit"),
    EventType.SUPPORT: (),
    EventType.CONCEDE: (),
    EventType.COOPERATE: (),
    EventType.AID: (),
    EventType.RETREAT: ("access", "ceasefire", "disarm", "release", "resign", "withdraw"),
    EventType.REQUEST: ("assist", "change", "meet", "yield"),
    EventType.ACCUSE: ("allege", "disapprove", "investigate"),
    EventType.REJECT: ("assist", "change", "meet", "yield"),
    EventType.THREATEN: ("arrest", "expel", "relations", "restrict", "territory", "violence"),
    EventType.PROTEST: ("boycott", "demo", "hunger", "obstruct", "riot", "strike", "vandalize"),
    EventType.SANCTION: ("convict", "discontinue", "expel", "withdraw"),
    EventType.MOBILIZE: ("militia", "police", "troops", "weapons"),
    EventType.COERCE: tuple(
        "arrest censor curfew cyber deport martial-law misinformation restrict seize withhold".split()
    ),
    EventType.ASSAULT: tuple(
        "abduct aerial beat crowd-control destroy drone explosives firearms heavy-weapons primitive sexual"
        " suicide-attack targeted torture unconventional".split()
    ),
}
"""PLOVER modes by the type that they belong to."""

CONTEXTS: tuple[str, ...] = tuple(
    "asylum cbrn corruption crime cyber diplomatic disasters economic election environment executive gender health"
    " human_rights human_security illegal_drugs inequality intelligence legal legislative lgbt migration military"
    " misinformation natural_resource peacekeeping political_institutions pro_autocracy pro_democracy religion_ethnicity"
    " reparations repression rights_freedoms technology territory terrorism trafficking".split()
)
"""PLOVER contexts."""

SECTORS: tuple[str, ...] = tuple(
    "GOV JUD LEG MIL COP SPY PRM PTY REB UAF PRE UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL SOC".split()
)
"""Sectors of actors, primary ones first."""

QUADS: tuple[int, ...] = (1, 2, 3, 4)
"""Verbal cooperation, material cooperation, verbal conflict, material conflict."""
