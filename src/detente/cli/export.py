"""``detente export``: a whole store in the format of other tools, with a manifest and a data dictionary."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.asking import asked, asks, is_store, tell_counting
from detente.cli.code import Format, tell_left_out
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.store import Filter

_EPILOG = """\b
Examples:
  detente export crisis --format polecat -o polecat/
  detente export crisis --format gdelt --since 2022-01-01 --until 2022-12-31 -o gdelt-2022/
  detente export crisis --format parquet --auxiliary any -o events/
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export", epilog=_EPILOG, short_help="Write a whole store in the format of other tools.")(
        export
    )


@asks("events")
def export(
    store: Annotated[str, typer.Argument(metavar="STORE", help="The store.", show_default=False)],
    wanted: Filter,
    form: Annotated[
        Format,
        typer.Option("--format", "-f", help="jsonl: whole records; the others: the events that count."),
    ],
    out: Annotated[
        str,
        typer.Option("-o", "--output", metavar="FOLDER", help="A new folder, or that of an earlier export."),
    ],
) -> None:
    """Write a whole store, or the events that filters mean, in the format of other tools.

    The folder gets the data, dictionary.tsv (what each column holds and where it comes from) and manifest.json (the store's
    version, reports, coders, the filter, counts and hashes). It appears whole or not at all, and is the same for the same version
    of the store.
    """
    from detente.present.exports.stored import export_store

    if wanted.sort or wanted.limit:
        raise UsageError(
            "an export is whole and in the order of reports; leave --sort and --limit to detente events"
        )
    if not is_store(store):
        raise UsageError(
            f"{store} is no store; make one with: detente add {store} PATH…, or use detente code"
        )
    source = asked([store], None).source
    tell_counting(source)
    with _folder(Path(out)) as folder:
        found = export_store(source, form.value, folder, wanted)
    tell_left_out(form.value, found.tally)
    told = ", ".join(file["name"] for file in found.manifest["files"])
    typer.echo(f"{out}: {found.tally.written} rows; {told}, manifest.json", err=True)


@contextmanager
def _folder(target: Path) -> Iterator[Path]:
    """A folder to write to, which takes the target's place once it is whole; the target is new, empty or an earlier export."""
    if not target.resolve().parent.is_dir():
        raise UsageError(
            f"cannot write {target}: there is no folder {target.resolve().parent}; make it first"
        )
    if target.exists() and not _is_replaceable(target):
        raise UsageError(f"{target} is there already and is no earlier export; name a new folder after -o")
    made = Path(tempfile.mkdtemp(dir=target.resolve().parent, prefix=".detente-"))
    try:
        yield made
        made.chmod(0o777 & ~_mask())
        _put(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put(made: Path, target: Path) -> None:
    """Move a folder to its name; what stood there goes once the new one is in its place."""
    if not target.exists():
        made.rename(target)
        return
    old = Path(tempfile.mkdtemp(dir=target.resolve().parent, prefix=".detente-")) / "old"
    target.rename(old)
    made.rename(target)
    shutil.rmtree(old.parent, ignore_errors=True)


def _is_replaceable(target: Path) -> bool:
    if not target.is_dir():
        return False
    if not any(target.iterdir()):
        return True
    with suppress(OSError, ValueError):
        found = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        listed = {file["name"] for file in found["files"]} | {"manifest.json"}
        return "detente" in found and {path.name for path in target.iterdir()} == listed
    return False


def _mask() -> int:
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask
