"""Shared fixtures: one parser for the whole run, and readings made from plain text."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import settings

from detente.coding.layers import Reading, Sentence
from detente.coding.parse import ParseStage
from detente.record.ids import report_id, text_sha256
from detente.record.types import Report, ReportInfo

# The same examples on every run of the suite: a rare one must not stop a change that has nothing to do with it. To look for
# new ones: HYPOTHESIS_PROFILE=search.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def parse_stage() -> ParseStage:
    """The parser, loaded once."""
    return ParseStage()


@pytest.fixture(scope="session")
def parse(parse_stage: ParseStage) -> Callable[[str], tuple[Sentence, ...]]:
    """Text → parsed sentences."""
    return parse_stage.parse


@pytest.fixture(scope="session")
def reading(parse_stage: ParseStage) -> Callable[..., Reading]:
    """Text (and ``published``, an ISO date) → a reading that holds the parse alone."""

    def make(text: str, published: str | None = None, title: str | None = None) -> Reading:
        day = date.fromisoformat(published) if published else None
        report = Report(text, published=day, title=title)
        info = ReportInfo(
            report_id(report), title, None, None, day, None, "en", text_sha256(text), len(text), text
        )
        return parse_stage(Reading(info))

    return make
