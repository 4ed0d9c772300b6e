"""What holds for any text: offsets quote it, and a record hangs on its report alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.coding.pipeline import Coder
from detente.engines.local import code_reports
from detente.record import to_json
from detente.record.types import Record, Report, Span

EXAMPLE = Path(__file__).parents[2] / "examples" / "strait.txt"
FRAGMENTS = [
    *("Russia", "Ukraine", "the Kremlin", "President Joe Biden", "Mr. Biden", "attacked", "said", "warned"),
    *("on Thursday", "in Kyiv", "12 soldiers", "“We will not”", "he said", "‘frank’", "’ready", "were’ready"),
    *('"', "'", ".", ", ", "\n", "\r\n", "\n\n", "\t", "\x00", "é", "e\u0301", "🇺🇦", "👩‍👩‍👧", "\u200b"),
    *(
        "\ufeff",
        "\u202e",
        "ﬁ",
        "İstanbul",
        "ß",
        "北京",
        "…",
        " - ",
        "(AP) —",
        "U.S.",
        "Jan. 5",
        "May",
        "if",
        "not",
    ),
    *("of", "and", "to meet", "talks with", "$5 million", "the two leaders", "\u2028", "\x85", "𝔗"),
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join),
    st.text(max_size=200),
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def spans(record: Record) -> Iterator[tuple[Span, str | None]]:
    """Every span of a record, with the surface it claims where it claims one."""
    for entity in record.entities:
        yield from ((m, None) for m in entity.mentions)
    for time in record.times:
        yield (time.start, time.end), time.text
    for place in record.places:
        yield (place.start, place.end), place.text
    for event in record.events:
        yield event.trigger, None
        yield event.evidence, None
        for party in (*event.actors, *event.recipients):
            if party.start is not None and party.end is not None:
                yield (party.start, party.end), None
        yield from (((q.start, q.end), None) for q in event.quantities)
    for quote in record.quotes:
        yield (quote.start, quote.end), None
        yield from ((s, None) for s in (*quote.parts, quote.speaker_span, quote.cue) if s is not None)
    for defect in record.defects:
        yield (defect.start, defect.end), defect.text
    for rejection in record.rejections:
        if rejection.start is not None and rejection.end is not None:
            yield (rejection.start, rejection.end), None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_every_offset_quotes_the_text(coder: Coder, text: str) -> None:
    record = coder.code(Report(text, published=date(2022, 1, 21)))
    assert record.report.text == text
    for (start, end), surface in spans(record):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
        assert surface is None or text[start:end] == surface


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_layers_refer_only_to_what_is_there(coder: Coder, text: str) -> None:
    record = coder.code(Report(text))
    entities = {entity.id for entity in record.entities}
    quotes = {quote.id for quote in record.quotes}
    assert len(entities) == len(record.entities)
    assert len({event.id for event in record.events}) == len(record.events)
    for event in record.events:
        assert event.place is None or not record.places[event.place].metonym
        assert event.quote is None or event.quote in quotes
        assert event.attributed_to is None or event.attributed_to in entities
        assert {p.entity for p in (*event.actors, *event.recipients)} - {None} <= entities
        assert 0 <= event.confidence <= 1
        assert event.actors or event.recipients
    assert {quote.speaker for quote in record.quotes} - {None} <= entities


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, min_size=2, max_size=5), data=st.data())
def test_order_and_company_do_not_matter(coder: Coder, texts: list[str], data: st.DataObject) -> None:
    reports = [Report(text, published=date(2022, 1, 21), id=str(i)) for i, text in enumerate(texts)]
    alone = {report.id: to_json(coder.code(report)) for report in reports}
    shuffled = data.draw(st.permutations(reports))
    together = [r for r in code_reports(shuffled, coder=coder) if isinstance(r, Record)]
    assert {r.report.id: to_json(r) for r in together} == alone


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, paragraph by paragraph and whole, as JSON lines."""
    text = EXAMPLE.read_text(encoding="utf-8")
    parts = [text, *(p for p in text.split("\n\n") if len(p.split()) > 20)]
    path = tmp_path_factory.mktemp("batch") / "reports.jsonl"
    rows = [json.dumps({"id": f"r{i}", "text": p, "published": "2031-05-16"}) for i, p in enumerate(parts)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def run_code(path: Path, *options: str, seed: str = "0") -> list[str]:
    command = [sys.executable, "-m", "detente", "code", str(path), *options]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    return done.stdout.decode("utf-8").splitlines()


def test_the_same_bytes_in_any_process(batch: Path) -> None:
    first = run_code(batch, seed="0")
    assert len(first) > 5
    assert run_code(batch, seed="4242") == first
    assert run_code(batch, "--jobs", "2", seed="7") == first
