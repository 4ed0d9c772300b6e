"""Files of every form, made in the test, and a short way to read them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from detente.ingest import ReadSettings, Unreadable, read
from detente.record.types import Report

Write = Callable[[str, bytes | str], Path]
Outcome = tuple[list[Report], list[str]]

PARAGRAPH = (
    "The foreign ministry of Norland said on Friday that its troops would stay at the border until a deal was signed. "
    "Officials in Sudland rejected the demand and warned that they would respond within days. "
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Name and content → the path of a file in a fresh folder."""

    def make(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


@pytest.fixture
def got(tmp_path: Path) -> Callable[..., Outcome]:
    """Paths → the reports, and the failures as ``name: reason`` with the test's folder left out."""

    def go(*paths: str | Path, **settings: object) -> Outcome:
        items = list(read(paths, ReadSettings(**settings)))  # type: ignore[arg-type]
        reports = [item for item in items if isinstance(item, Report)]
        failures = [str(item) for item in items if isinstance(item, Unreadable)]
        return reports, [failure.replace(f"{tmp_path}/", "") for failure in failures]

    return go


@pytest.fixture
def page() -> Callable[..., bytes]:
    """Head and body (else six paragraphs) → an HTML page of a site with navigation and footer."""

    def make(head: str = "", body: str | None = None, encoding: str = "utf-8") -> bytes:
        article = body or "".join(f"<p>In week {week}: {PARAGRAPH}</p>" for week in range(6))
        markup = (
            f"<!DOCTYPE html><html><head><title>Troops stay</title>{head}</head><body><nav>Home | About</nav>"
            f"<article><h1>Troops stay</h1>{article}</article><footer>Copyright 2019 The Daily</footer></body></html>"
        )
        return markup.encode(encoding)

    return make


@pytest.fixture
def paragraph() -> str:
    """Two English sentences, long enough for their language to be told."""
    return PARAGRAPH
