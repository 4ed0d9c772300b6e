"""Language: set where text and verdict suffice; other languages are refused by name; short texts go through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import detente.ingest
from detente.ingest.language import judge, language_name, unknown_languages
from detente.record.manifest import read_manifest
from detente.record.tables import Faults

Make = Callable[..., Any]

FRENCH = (
    "Le ministère des Affaires étrangères a déclaré vendredi que ses troupes resteraient à la frontière jusqu'à la "
    "signature d'un accord, et que toute attaque recevrait une réponse."
)
GERMAN = (
    "Das Außenministerium teilte am Freitag mit, dass seine Truppen an der Grenze bleiben, bis ein Abkommen "
    "unterzeichnet ist, und dass jeder Angriff eine Antwort nach sich ziehen werde."
)


def test_english_is_named(write: Make, got: Make, paragraph: str) -> None:
    (report,), _ = got(write("a.txt", paragraph))
    assert report.language == "en"


@pytest.mark.parametrize(("text", "name"), [(FRENCH, "French"), (GERMAN, "German")])
def test_other_languages_are_refused(write: Make, got: Make, text: str, name: str) -> None:
    reports, (failure,) = got(write("a.txt", text), write("b.txt", "Last."))
    assert [report.text for report in reports] == ["Last."]
    assert failure == f"a.txt: reads as {name} (1.00); Détente reads English"


def test_languages_can_be_chosen(write: Make, got: Make, paragraph: str) -> None:
    paths = [write("a.txt", FRENCH), write("b.txt", GERMAN), write("c.txt", paragraph)]
    reports, failures = got(*paths, languages=("en", "fr"))
    assert [report.language for report in reports] == ["fr", "en"]
    assert failures == ["b.txt: reads as German (1.00); Détente reads English or French"]
    assert [report.language for report in got(*paths, languages=())[0]] == ["fr", "de", "en"]


def test_short_texts_go_through_without_a_language(write: Make, got: Make) -> None:
    short = "Le ministère a déclaré que ses troupes resteraient à la frontière."
    (report,), failures = got(write("a.txt", short))
    assert (report.language, failures) == (None, [])
    assert got(write("a.txt", short), min_words=5, min_confidence=0.5)[0] == []


def test_doubtful_verdict_lets_a_text_through() -> None:
    assert not judge("Norland Sudland Westland Estland " * 10, 20, 0.9).confident


def test_every_language_has_a_name() -> None:
    from py3langid import langid

    model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    assert unknown_languages(model.labels) == []
    assert language_name("uk") == "Ukrainian"


def test_data_agrees_with_its_manifest() -> None:
    faults = Faults()
    read_manifest(Path(detente.ingest.__file__).parent / "data", faults)
    assert faults.found == ()
