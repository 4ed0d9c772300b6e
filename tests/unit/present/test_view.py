from __future__ import annotations

from dataclasses import replace

import pytest

from detente.codebook import Codebook
from detente.present.view import view_of
from detente.present.view.facts import parties_words
from detente.present.view.sentences import sentences_of
from detente.present.view.vocabulary import vocabulary
from detente.record import Auxiliary, Record, Report
from detente.record.reports import report_info


def text_record(text: str) -> Record:
    return Record(report_info(Report(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One went. Two came.", ["One went.", "Two came."]),
        ('He said: "We go." Then he left.', ['He said: "We go."', "Then he left."]),
        ('Nobody spoke. "We go," he said.', ["Nobody spoke.", '"We go," he said.']),
        ("Mr. Holm met Dr. Lund. They spoke.", ["Mr. Holm met Dr. Lund.", "They spoke."]),
        ("A head\n\nThe body stands here.", ["A head", "The body stands here."]),
        ("It ended. ***", ["It ended. ***"]),
        ("", [""]),
        (" \n ", ["  \n ".strip()]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    sentences = sentences_of(text_record(text))
    assert [text[start:end].strip() for start, end in sentences.spans] == expected


def test_the_evidence_of_each_event_is_a_sentence(strait: Record) -> None:
    spans = set(sentences_of(strait).spans)
    assert {event.evidence for event in strait.events} <= spans


def test_evidence_overrules_the_splitter(strait: Record) -> None:
    first, third = strait.events[0].evidence[0], strait.events[2].evidence[1]
    joined = replace(strait.events[0], evidence=(first, third))
    sentences = sentences_of(replace(strait, events=(joined,)))
    assert sentences.spans[0] == (first, third)
    assert sentences.number(third - 1) == 1
    assert sentences.number(third + 2) == 2


def test_sentences_cover_every_letter(strait: Record) -> None:
    sentences = sentences_of(strait)
    covered = {offset for start, end in sentences.spans for offset in range(start, end)}
    assert all(c.isspace() for offset, c in enumerate(strait.report.text) if offset not in covered)


def test_tellings_of_one_event_are_one_fact(strait: Record) -> None:
    view = view_of(strait)
    seizure = next(fact for fact in view.facts if fact.coded == "COERCE seize")
    assert (seizure.told, seizure.sentences) == (2, (1, 5))
    assert sum(fact.told for fact in view.facts) + view.doubtful == len(strait.events)


def test_doubtful_events_stay_in_the_record(strait: Record) -> None:
    unsure = replace(strait.events[1], cluster="another", confidence=0.49)
    view = view_of(replace(strait, events=(strait.events[0], unsure)))
    assert (len(view.facts), view.doubtful) == (1, 1)
    assert "1 doubtful (confidence under 50%)" in view.counted
    sure = view_of(replace(strait, events=(strait.events[0], replace(unsure, confidence=0.5))))
    assert (len(sure.facts), sure.doubtful) == (2, 0)


def test_a_denied_telling_is_another_fact(strait: Record) -> None:
    denied = replace(strait.events[1], auxiliary=Auxiliary.NEGATION)
    view = view_of(replace(strait, events=(strait.events[0], denied)))
    assert [fact.is_real for fact in view.facts] == [True, False]
    assert view.tally.total == 1


def test_the_balance_counts_facts_told_as_real(strait: Record) -> None:
    view = view_of(strait)
    real = {event.cluster for event in strait.events if event.auxiliary is None}
    assert view.tally.total == len(real) == view.tally.conflict + view.tally.cooperation
    assert f"{len(real)} events told as having happened" in view.counted
    assert "1 hypothetical" in view.counted


def test_lead_facts_are_real_and_differ(strait: Record) -> None:
    view = view_of(strait)
    assert 5 <= len(view.lead) <= 8
    assert all(fact.is_real for fact in view.lead)
    acts = [(fact.actors, fact.recipients, fact.event.event_type) for fact in view.lead]
    assert len(set(acts)) == len(acts)


def test_lead_facts_without_real_ones(strait: Record) -> None:
    imagined = tuple(replace(event, auxiliary=Auxiliary.FUTURE) for event in strait.events)
    assert view_of(replace(strait, events=imagined)).lead


def test_every_real_fact_has_a_day_and_every_fact_a_pair(strait: Record) -> None:
    view = view_of(strait)
    assert sorted(fact.number for day in view.days for fact in day.facts) == [
        fact.number for fact in view.real
    ]
    paired = [fact.number for pair in view.pairs for fact in (*pair.real, *pair.others)]
    assert sorted(paired) == [fact.number for fact in view.facts]


def test_persons_stand_on_their_countries_side(strait: Record) -> None:
    pairs = {pair.label: pair for pair in view_of(strait).pairs}
    parties = {parties_words(fact) for fact in pairs["Norway → Iceland"].real}
    assert "Henrik Solbakken → Iceland" in parties
    assert "NATO → Russia" in pairs
    assert "within Norway" in pairs
    assert list(pairs)[:3] == ["Iceland → Norway", "Norway → Iceland", "Iceland and Norway"]
    assert pairs["Iceland and Norway"].note == "together"
    assert pairs["Denmark"].note == "no recipient named"


def test_rebels_are_a_side_of_their_own(strait: Record) -> None:
    party = replace(strait.events[0].actors[0], name="Northern Front", sectors=("REB",))
    view = view_of(replace(strait, events=(replace(strait.events[0], actors=(party,)),)))
    assert [pair.label for pair in view.pairs] == ["Northern Front → Norway"]


def test_an_event_without_actor_is_by_someone(strait: Record) -> None:
    view = view_of(replace(strait, events=(replace(strait.events[0], actors=()),)))
    assert [parties_words(fact) for fact in view.facts] == ["someone → Norway"]


def test_other_names_leave_out_pronouns_and_articles(strait: Record) -> None:
    cast = {actor.name: actor for actor in view_of(strait).cast}
    assert cast["Sigrun Halldorsdottir"].also == ("Halldorsdottir",)
    assert "alliance" in cast["NATO"].also
    assert cast["Sigrun Halldorsdottir"].role == "foreign minister"


def test_the_source_is_named_unless_it_acts(strait: Record) -> None:
    facts = {fact.coded: fact for fact in view_of(strait).facts if fact.source}
    assert facts["COERCE arrest"].source == "Sigrun Halldorsdottir"
    own = replace(strait.events[2], attributed_to=strait.events[2].actors[0].entity)
    assert view_of(replace(strait, events=(own,))).facts[0].source is None


def test_a_speaker_without_entity_is_quoted_by_its_words(strait: Record) -> None:
    assert "Norwegian media" in [voice.speaker for voice in view_of(strait).voices]


def test_codes_unknown_to_the_codebook_are_shown_as_they_are(strait: Record) -> None:
    odd = replace(strait.entities[0], sectors=("XYZ",))
    view = view_of(replace(strait, entities=(odd, *strait.entities[1:])))
    assert "XYZ" in view.cast[0].sectors


def test_every_type_and_mode_has_a_gloss() -> None:
    codebook = Codebook.load()
    wanted = {(str(info.event_type), None) for info in codebook.event_types}
    wanted |= {
        (str(m.event_type), m.event_mode) for i in codebook.event_types for m in codebook.modes(i.event_type)
    }
    assert set(vocabulary().glosses) == wanted
