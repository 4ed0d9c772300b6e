"""A year and a half of an invented quarrel: words each week, sanctions, then two weeks in which it comes to blows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from draft import Draft

from detente.record import Record, Report

MONDAY = date(2030, 1, 7)
WEEKS = 60
LAST = MONDAY + timedelta(weeks=WEEKS) - timedelta(days=1)
PAPERS = ("Bergen Post", "Reykjavik Herald", "North Wire")
WORDS = ("ACCUSE-disapprove", "condemned", "Norway condemned Iceland over the mackerel quota.")
BAN = ("SANCTION-discontinue", "halted", "Iceland halted trade with Norway in fish meal.")
SEIZED = ("COERCE-seize", "seized", "Iceland seized two trawlers of Norway off the Westman Islands.")
RAMMED = (
    "ASSAULT",
    "rammed",
    "A cutter of Iceland rammed a patrol boat of Norway on {day}, killing {n} sailors.",
)


def quarrel() -> list[Record]:
    """Reports by day, a few a week."""
    return list(_reports())


def _reports() -> Iterator[Record]:
    for week in range(WEEKS):
        monday = MONDAY + timedelta(weeks=week)
        for number, paper in enumerate(PAPERS[:2]):
            yield _report(f"words-{week}-{number}", monday + timedelta(days=number), paper, WORDS)
        if week % 2:
            yield _report(f"ban-{week}", monday + timedelta(days=3), PAPERS[2], BAN)
        if week == WEEKS - 2:
            for number, paper in enumerate(PAPERS):
                yield _report(f"seized-{number}", monday + timedelta(days=4), paper, SEIZED)
        if week == WEEKS - 1:
            for number in range(7):
                yield _report(
                    f"rammed-{number}", monday + timedelta(days=number // 2), PAPERS[number % 3], RAMMED
                )


def _report(name: str, day: date, paper: str, told: tuple[str, str, str]) -> Record:
    coded, trigger, sentence = told
    text = sentence.format(day=f"{day:%A}", n=3)
    url = f"https://news.example/{name}"
    draft = Draft(Report(text, published=day, title="Fish", source=paper, url=url, language="en", id=name))
    draft.entity("norway", "Norway", "NOR", "GOV", "Norway")
    draft.entity("iceland", "Iceland", "ISL", "GOV", "Iceland")
    who, whom = ("norway", "Norway"), ("iceland", "Iceland")
    pair = (who, whom) if told is WORDS else (whom, who)
    numbers = [("killed", "3", 3.0, 3.0, "sailor")] if "{n}" in sentence else []
    draft.event(coded, trigger, "", [pair[0]], [pair[1]], day=day.isoformat(), quantities=numbers)
    return draft.record()
