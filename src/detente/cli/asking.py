"""What commands that ask a store share: the filters as options, and opening a store or coding reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from detente.cli.common import Run, coded
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.analysis import Source
    from detente.store import Filter

Target = Annotated[
    list[str],
    typer.Argument(
        metavar="STORE|PATH",
        help="A store, or reports, which are coded first: files, folders; - is stdin.",
        show_default=False,
    ),
]
FORM_HELP = "jsonl: an object a line; csv, parquet: a row each."


def _option(name: str, metavar: str, told: str) -> Any:
    return typer.Option(f"--{name}", metavar=metavar, help=told, show_default=False)


_WHO = "a country code (RUS), a code and a sector ('RUS GOV'), a sector (REB), or the beginning of a word of the name"
_OPTIONS: dict[str, Any] = {
    "actor": Annotated[list[str] | None, _option("actor", "WHO", f"Who did it: {_WHO}.")],
    "recipient": Annotated[list[str] | None, _option("recipient", "WHO", "To whom, in the same words.")],
    "between": Annotated[tuple[str, str] | None, _option("between", "WHO WHO", "One on each side.")],
    "party": Annotated[list[str] | None, _option("party", "WHO", "Whose position: a code or a name.")],
    "type": Annotated[list[str] | None, _option("type", "TYPE", "PLOVER type: ASSAULT.")],
    "mode": Annotated[list[str] | None, _option("mode", "TYPE-mode", "PLOVER mode: SANCTION-expel.")],
    "context": Annotated[list[str] | None, _option("context", "CONTEXT", "PLOVER context: territory.")],
    "quad": Annotated[list[int] | None, _option("quad", "1-4", "Quad class.")],
    "place": Annotated[list[str] | None, _option("place", "PLACE", "Where: a country code, or a name.")],
    "country": Annotated[list[str] | None, _option("country", "CODE", "A party's country: RUS.")],
    "since": Annotated[str | None, _option("since", "DATE", "On this day or later (YYYY-MM-DD).")],
    "until": Annotated[str | None, _option("until", "DATE", "On this day or earlier.")],
    "act": Annotated[list[str] | None, _option("act", "ACT", "Act of the ledger: demand.")],
    "issue": Annotated[list[str] | None, _option("issue", "ISSUE", "Issue of the codebook: ceasefire.")],
    "status": Annotated[list[str] | None, _option("status", "STATUS", "Where it stands: open.")],
    "kind": Annotated[list[str] | None, _option("kind", "KIND", "Kind of quote, conflict or defect.")],
    "min_confidence": Annotated[float | None, _option("min-confidence", "P", "The least confidence, 0-1.")],
    "auxiliary": Annotated[
        list[str] | None,
        _option("auxiliary", "WORD", "none (the default: what happened), historical, future, …, or any."),
    ],
    "report": Annotated[list[str] | None, _option("report", "ID", "Id of a report.")],
    "limit": Annotated[int | None, _option("limit", "N", "No more rows.")],
    "sort": Annotated[
        list[str] | None, _option("sort", "COLUMN", "By a column; - before it: highest first.")
    ],
}


_PERIOD = ("since", "until")
_EVENTS = (
    *("actor", "recipient", "between", "type", "mode", "context", "quad", "place", "country", *_PERIOD),
    *("min_confidence", "auxiliary", "report"),
)
ASKED = {
    "events": _EVENTS,
    "quotes": ("actor", "recipient", "country", "kind", *_PERIOD, "report"),
    "positions": (
        *("party", "actor", "recipient", "country", "act", "issue", "status", *_PERIOD),
        *("min_confidence", "report"),
    ),
    "conflicts": ("kind", *_PERIOD, "report"),
    "defects": ("kind", *_PERIOD, "report"),
}
"""What each table can be filtered by, as the store has it; here so that no command waits for the store to load."""


def asks(table: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command the options that rows of the table can be filtered by, and the Filter made of them as ``wanted``."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        names = [name for name in _OPTIONS if name in (*ASKED[table], "limit", "sort")]

        @wraps(command)
        def run(**given: Any) -> None:
            words = {name: given.pop(name) for name in names}
            command(**given, wanted=_filter(words))

        hints = get_type_hints(command, localns={"Filter": object}, include_extras=True)
        own = [
            one.replace(annotation=hints[one.name])
            for one in signature(command).parameters.values()
            if one.name != "wanted"
        ]
        asked = [
            Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=_OPTIONS[name]) for name in names
        ]
        parameters = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in own]
        run.__signature__ = signature(command).replace(parameters=[*parameters, *asked])  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in (*own, *asked)}
        return run

    return decorate


def _filter(words: dict[str, Any]) -> Filter:
    """The filter that options ask for. UsageError that names the option."""
    from detente.store import Filter

    given = {name: value for name, value in words.items() if value not in (None, [])}
    for name, value in given.items():
        try:
            Filter(**{name: value})
        except UsageError as error:
            raise UsageError(f"--{name.replace('_', '-')}: {error}") from None
    if "issue" in given:
        _check_issues(given["issue"])
    return Filter(**given)


def _check_issues(given: Iterable[str]) -> None:
    """UsageError where the codebook has no such issue."""
    from detente.codebook import Codebook
    from detente.store.filter import no_such

    known = [issue.id for issue in Codebook.load().issues]
    for name in given:
        if name not in known:
            raise no_such("issue in the codebook called", name, known)


@dataclass(frozen=True, slots=True)
class Coding:
    """How reports are coded where no store is asked."""

    published: str | None
    jobs: int
    overlays: list[Path] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, and the run that coded it where it is no store."""

    source: Source
    run: Run | None

    def finish(self) -> None:
        """Say what could not be coded, and exit as ``Run.finish`` does; nothing for a store."""
        if self.run is not None:
            self.run.finish()


def asked(paths: list[str], coding: Coding | None) -> Asked:
    """The store, or the records of the reports under the paths. UsageError for a store among others, or options it has not."""
    stores = [path for path in paths if is_store(path)]
    if not stores and coding is not None:
        from detente.analysis import Records

        run = Run()
        records = coded(paths, coding.published, run, coding.jobs, coding.overlays)
        return Asked(Records(records), run)
    if len(paths) > 1:
        raise UsageError(
            f"{stores[0]} is a store: ask it alone, without {paths[1] if paths[0] in stores else paths[0]}"
        )
    if coding is not None and (coding.published or coding.overlays):
        raise UsageError("--published and --knowledge are for reports; those in a store are coded already")
    from detente.analysis import Moment
    from detente.store import Store

    return Asked(Moment(Store(paths[0])), None)


def is_store(path: str) -> bool:
    """Whether a store lies there, or would: a folder with its log, or an object store's URL."""
    return "://" in path or (Path(path) / "runs" / "_delta_log").is_dir()


def tell_counting(source: Source) -> None:
    """Say on stderr where figures count events by report, since none are clustered across reports."""
    from detente.analysis import reconciled

    if not reconciled(source):
        typer.echo("events are counted by report: what several reports tell is not yet one event", err=True)
