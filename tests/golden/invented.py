"""Invented records: people, quarrels and events in them are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from draft import Draft

from detente.record import (
    Act,
    ConditionKind,
    Conflict,
    ConflictItem,
    ConflictKind,
    Defect,
    DefectKind,
    Position,
    PositionStatus,
    Record,
    Report,
)
from detente.record.types import CoderInfo

STRAIT = Path(__file__).parent / "strait.txt"


def strait() -> Record:
    """The example report: twenty-odd events of all quad classes, most people with roles, quotes and doubts."""
    report = Report(
        STRAIT.read_text(encoding="utf-8"),
        published=date(2031, 5, 16),
        title="Iceland seizes Norwegian trawlers in mackerel quarrel",
        source="examples/strait.txt",
        language="en",
        id="strait",
    )
    draft = Draft(report)
    _people(draft)
    _quotes(draft)
    _deeds(draft)
    _words(draft)
    _unreal(draft)
    draft.reject(
        "events", "no_actor", "the ship will not enter", "no actor with a country was found for 'enter'"
    )
    draft.reject("events", "no_actor", "the two countries signed", "'signed' has no resolved actor")
    draft.reject("actors", "unresolved", "demonstrators", "a description that no entity fits")
    draft.reject("times", "unresolved", None, "'late' names no day")
    return _with_positions(draft)


def _people(draft: Draft) -> None:
    draft.entity("iceland", "Iceland", "ISL", "GOV", "Iceland", "Icelandic", "Reykjavik")
    draft.entity("norway", "Norway", "NOR", "GOV", "Norway", "Norwegian", "Oslo")
    draft.entity(
        "coast guard", "Icelandic coast guard", "ISL", "COP", "Icelandic coast guard", kind="organisation"
    )
    draft.entity(
        "sailors", "Norwegian sailors", "NOR", "CVL", "31 sailors", "the sailors", "the crews", kind="group"
    )
    draft.entity(
        *("sigrun", "Sigrun Halldorsdottir", "ISL", "GOV", "Sigrun Halldorsdottir", "Halldorsdottir", "she"),
        kind="person",
        role="foreign_minister",
    )
    draft.entity(
        *("solbakken", "Henrik Solbakken", "NOR", "GOV", "Henrik Solbakken", "He demanded"),
        kind="person",
        role="prime_minister",
    )
    draft.entity(
        "lindvik",
        "Tor Lindvik",
        "NOR",
        "GOV",
        "Tor Lindvik",
        "Lindvik",
        kind="person",
        role="foreign_minister",
    )
    draft.entity("people", "people in Bergen", "NOR", "CVL", "people marched", "demonstrators", kind="group")
    draft.entity("police", "Norwegian police", "NOR", "COP", "Police", kind="organisation")
    draft.entity("russia", "Russia", "RUS", "GOV", "The Kremlin", "Russia")
    draft.entity("nato", "NATO", "IGO", "", "NATO", "the alliance", kind="organisation")
    draft.entity(
        *("dalen", "Marijke van Dalen", "IGO", "GOV", "Marijke van Dalen"),
        kind="person",
        role="secretary_general",
    )
    draft.entity("eu", "European Union", "EUR", "GOV", "The European Union", kind="organisation")
    draft.entity("denmark", "Denmark", "DNK", "GOV", "Denmark promised")
    draft.entity("greenland", "Greenland", "GRL", "GOV", "Greenland's government", kind="country")
    draft.entity(
        "official", "a senior Norwegian official", "NOR", "GOV", "a senior Norwegian official", kind="other"
    )
    draft.entity("blickpunkt", "Blickpunkt", "DEU", "JRN", "Blickpunkt", kind="organisation")


def _quotes(draft: Draft) -> None:
    draft.quote("indirect", ["arrested 31 sailors"], "sigrun", "Sigrun Halldorsdottir", "told")
    asked = "We asked Norway three times to withdraw its boats, and three times it refused,"
    draft.quote("direct", [asked, "Our patience is at an end."], "sigrun", "she", "said")
    draft.quote("mixed", ["an act of piracy"], "solbakken", "Henrik Solbakken", "condemned")
    quarrel = "This is a quarrel between allies, and allies will settle it,"
    draft.quote("direct", [quarrel], "dalen", "Marijke van Dalen", "told", addressee="blickpunkt")
    enter = "the ship will not enter Icelandic waters unless the trawlers come under fire"
    draft.quote("indirect", [enter], "official", "a senior Norwegian official", "According to")
    draft.quote("indirect", ["36 sailors were held"], None, "Norwegian media", "reported")


def _deeds(draft: Draft) -> None:
    strait_, bergen = draft.place("Denmark Strait", "", None, "feature"), draft.place("Bergen", "", "NOR")
    draft.time("Thursday", "Denmark Strait on", "2031-05-15")
    draft.time("Friday", "to the area on", "2031-05-16")
    draft.time("Thursday", "telephone late", "2031-05-15")
    both = [("iceland", "Iceland")], [("norway", "Norwegian")]
    seized = draft.event(
        "COERCE-seize", "seized", "Iceland seized two", *both, day="2031-05-15", place=strait_
    )
    draft.event(
        "COERCE-seize",
        "seizure",
        "condemned the seizure",
        [("iceland", "")],
        [("norway", "")],
        cluster=seized,
    )
    draft.event(
        *("COERCE-arrest", "arrested", "coast guard arrested"),
        [("coast guard", "")],
        [("sailors", "31 sailors")],
        by="sigrun",
        quote=0,
        quantities=[("arrested", "31", 31, 31, None)],
        confidence=0.86,
    )
    draft.event(
        *("PROTEST-demo", "marched", "At least 4,000"),
        [("people", "people")],
        day="2031-05-15",
        place=bergen,
        quantities=[("protesters", "At least 4,000", 4000, None, None)],
    )
    draft.event(
        *("ASSAULT-crowd-control", "used tear gas", "Police used"),
        [("police", "Police")],
        [("people", "demonstrators")],
        place=bergen,
    )
    draft.event(
        "PROTEST-riot",
        "threw stones",
        "after demonstrators",
        [("people", "demonstrators")],
        [("iceland", "Icelandic")],
    )
    navy = [("norway", "Norway")]
    draft.event("MOBILIZE-troops", "deployed", "Norway deployed", navy, day="2031-05-16", contexts="military")
    draft.event(
        *("RETREAT-release", "released", "Iceland released"),
        [("iceland", "Iceland")],
        [("sailors", "the sailors")],
        day="2031-05-16",
        quantities=[("other", "five", 5, 5, "sailors")],
    )


def _words(draft: Draft) -> None:
    iceland, norway = [("iceland", "")], [("norway", "Norway")]
    draft.event("THREATEN-expel", "warned", "and warned that", [("iceland", "")], [("norway", "Norway")])
    solbakken = [("solbakken", "")]
    draft.event("ACCUSE-disapprove", "condemned", "condemned the seizure", solbakken, iceland, confidence=0.9)
    draft.event("REQUEST-yield", "demanded", "He demanded", solbakken, [("iceland", "Iceland")])
    draft.event(
        "THREATEN-relations", "threatened", "and threatened to", solbakken, iceland, contexts="economic"
    )
    draft.event("REQUEST-yield", "asked", "We asked", [("iceland", "We")], norway, by="sigrun", quote=1)
    draft.event(
        "REJECT-yield", "refused", "three times it refused", [("norway", "it")], iceland, by="sigrun", quote=1
    )
    draft.event("AGREE", "ready to mediate", "Russia was ready", [("russia", "Russia")])
    draft.event(
        "REJECT-meet", "rejected", "NATO rejected", [("nato", "NATO")], [("russia", "")], confidence=0.7
    )
    call = [("sigrun", "Halldorsdottir"), ("lindvik", "Tor Lindvik")]
    draft.event("CONSULT-phone", "spoke", "Halldorsdottir and her", call, day="2031-05-15", confidence=0.93)
    urged = [("iceland", "both countries"), ("norway", "both countries")]
    draft.event("REQUEST-change", "urged", "European Union urged", [("eu", "European Union")], urged)
    draft.event("AGREE", "offered", "offered to host", [("eu", "")], contexts="diplomatic", confidence=0.66)
    draft.event("AGREE", "promised", "Denmark promised", [("denmark", "Denmark")], contexts="peacekeeping")


def _unreal(draft: Draft) -> None:
    iceland, norway = [("iceland", "")], [("norway", "Norway")]
    draft.event(
        "SANCTION-expel", "expel", "would expel", iceland, norway, auxiliary="hypothetical", confidence=0.6
    )
    draft.event(
        "AGREE",
        "agreed",
        "Halldorsdottir had agreed",
        [("sigrun", "Halldorsdottir")],
        [("lindvik", "")],
        by="lindvik",
        confidence=0.5,
    )
    draft.event(
        "CONCEDE", "concession", "Iceland denied", [("iceland", "it")], norway[:0], auxiliary="negation"
    )
    draft.event(
        "COERCE-restrict", "closed its ports", "Norway closed", norway, iceland, auxiliary="historical"
    )
    draft.event(
        "COERCE-restrict",
        "blockade",
        "a blockade of",
        (),
        [("greenland", "")],
        auxiliary="hypothetical",
        confidence=0.4,
    )


def _with_positions(draft: Draft) -> Record:
    record = draft.record()
    ids = {key: entity.id for key, entity in draft.entities.items()}
    demand = Position(
        id="p1",
        party=ids["norway"],
        country="NOR",
        speaker=ids["solbakken"],
        addressee=ids["iceland"],
        act=Act.DEMAND,
        issue="prisoners",
        content=draft.span("Iceland release the crews"),
        condition=None,
        condition_kind=None,
        consequence=draft.span("suspend a trade agreement"),
        deadline=date(2031, 5, 18),
        firmness=3,
        status=PositionStatus.OPEN,
        evidence=(draft.sentence("He demanded"),),
        event=None,
        quote=None,
        confidence=0.8,
    )
    warning = replace(
        demand,
        id="p2",
        party=ids["iceland"],
        country="ISL",
        speaker=None,
        addressee=ids["norway"],
        act=Act.WARN,
        content=draft.span("expel Norway's ambassador"),
        condition=draft.span("Oslo sent warships"),
        condition_kind=ConditionKind.IF,
        consequence=None,
        deadline=None,
        evidence=(draft.sentence("and warned that"),),
    )
    held = (
        ConflictItem(*draft.span("31 sailors"), "31 held"),
        ConflictItem(*draft.span("36 sailors"), "36 held"),
    )
    conflict = Conflict("c1", ConflictKind.QUANTITY, held, "Two numbers of the sailors that Iceland holds.")
    boats = draft.span("its boats")
    defect = Defect(
        "d1",
        DefectKind.NAME_VARIANT,
        *boats,
        "its boats",
        "The boats are called trawlers elsewhere.",
        "its trawlers",
    )
    return replace(record, positions=(demand, warning), conflicts=(conflict,), defects=(defect,))


def quiet() -> Record:
    """A report in which nothing happens that is coded, without title, date or source."""
    text = "The weather over the islands was mild. Fishermen mended their nets."
    return Draft(Report(text, language="en", id="quiet")).record()


HOSTILE_TEXT = (
    'The "Ministry" </script><script>alert(1)</script> of <b>Truth</b> accused Norland & Sons\u202e of lies. '
    "\x1b[31mRed\x07 <!-- -->]]> text 😀 e\u0301 \u2066isolate\u2069 javascript:alert(1) 'single' `tick` ${x} \\u003c."
)


def hostile() -> Record:
    """A report that attacks whoever shows it: markup, terminal codes, marks that turn the writing direction."""
    report = Report(
        HOSTILE_TEXT,
        published=date(2031, 1, 2),
        title='</title><script>alert("t")</script>\u202e\x1b[2J [bold]title[/bold]',
        source='"><img src=x onerror=alert(1)>',
        url="javascript:alert(document.domain)",
        language="en",
        id="'\"><svg/onload=alert(1)>",
    )
    draft = Draft(report)
    draft.entity(
        "ministry", "[red]Ministry[/red] </script><i>", "NLD", "GOV", "Ministry", kind="organisation"
    )
    draft.entity("sons", 'Norland" onclick="alert(1)', None, "BUS", "Norland & Sons", kind="organisation")
    draft.event("ACCUSE-allege", "accused", "accused", [("ministry", "")], [("sons", "Norland & Sons")])
    draft.quote("indirect", ["javascript:alert(1)"], "ministry", "", "")
    draft.reject("events", "<script>", "Truth", "</details><script>alert(2)</script>")
    return replace(draft.record(), coder=CoderInfo("<0>", "&", None, None))


def many(number: int) -> list[Record]:
    """As many different copies of the example as asked for, each with ids of its own."""
    record = strait()
    return [
        replace(record, report=replace(record.report, id=f"strait-{index}", title=f"Report number {index}"))
        for index in range(number)
    ]
