"""What every draft must pass to be a report: not empty, letters, language; and the caller's defaults."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from detente.ingest.draft import Draft, Unreadable
from detente.ingest.language import judge, language_name
from detente.ingest.settings import ReadSettings
from detente.record.types import Report


def admit(draft: Draft, settings: ReadSettings) -> Report | Unreadable:
    """The report with its language and the defaults for what it does not say, or why it is none."""
    text = draft.report.text
    if not text.strip():
        return Unreadable(draft.where, "empty: there is no text in it")
    if len(text) > settings.max_characters:
        limit = f"{settings.max_characters:,} characters"
        return Unreadable(draft.where, f"longer than {limit}; split it, or raise max_characters to read it")
    letters = sum(1 for _ in islice(filter(str.isalpha, text), settings.min_letters))
    if letters < settings.min_letters:
        return Unreadable(draft.where, f"too short: {_count(letters)}, min_letters is {settings.min_letters}")
    verdict = judge(text, settings.min_words, settings.min_confidence)
    if verdict.confident and settings.languages and verdict.code not in settings.languages:
        found = f"reads as {language_name(verdict.code)} ({verdict.probability:.2f})"
        return Unreadable(draft.where, f"{found}; Détente reads {_listed(settings.languages)}")
    return _complete(draft.report, verdict.code if verdict.confident else None, settings)


def _complete(report: Report, language: str | None, settings: ReadSettings) -> Report:
    return replace(
        report,
        language=language,
        published=report.published or settings.published,
        source=report.source or settings.source,
    )


def _count(letters: int) -> str:
    return f"{letters} letter" + ("" if letters == 1 else "s")


def _listed(codes: tuple[str, ...]) -> str:
    return " or ".join(language_name(code) for code in codes)
