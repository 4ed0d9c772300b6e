"""The manifest of a data folder: version, and for each file its sha256, rows, licence and provenance.

``read_manifest(folder, faults)`` reads ``manifest.toml`` and checks it against the files, ``unchanged(folder)`` says which
files it is right about, and ``refresh_manifest(folder)`` rewrites sha256 and rows after an edit. All serve any folder of data.
What a second reader found in the tables stands there too (``[review]``, see review.py).
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from detente.errors import DataError
from detente.record.review import Review, read_review, review_toml
from detente.record.tables import Faults, count_rows, file_sha256

MANIFEST = "manifest.toml"
_TEXTS = ("sha256", "licence", "provenance")


@dataclass(frozen=True, slots=True)
class DataFile:
    """What the manifest says of one file. ``rows`` is 0 for files that are no tables."""

    name: str
    sha256: str
    rows: int
    licence: str
    provenance: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A data folder's version and files, by name, and its review. ``sha256`` is of all file names and hashes."""

    version: str
    files: tuple[DataFile, ...]
    sha256: str
    review: Review | None = None


def read_manifest(folder: Path, faults: Faults) -> Manifest:
    """The folder's manifest; every way in which manifest and files disagree is added to the faults."""
    path = folder / MANIFEST
    lines, content = _load(path, faults)
    version = content.get("version")
    if not isinstance(version, str) or not version:
        faults.add(path, 1, f"version {version!r}", "a version such as 1.0.0")
        version = ""
    entries = content.get("files")
    known: dict[str, object] = entries if isinstance(entries, dict) else {}
    files = tuple(_entry(path, _line_of(lines, name), name, known[name], faults) for name in sorted(known))
    _check_listed(folder, set(known), faults)
    for file in files:
        _check_file(path, _line_of(lines, file.name), file, faults)
    joined = "".join(f"{file.name}\t{file.sha256}\n" for file in files)
    line = lines.index("[review]") + 1 if "[review]" in lines else 1
    review = read_review(content, path, line, faults)
    return Manifest(version, files, hashlib.sha256(joined.encode()).hexdigest(), review)


def unchanged(folder: Path) -> frozenset[str]:
    """Names of the folder's files that are, byte for byte, those of its manifest; none where there is no readable one."""
    _, content = _load(folder / MANIFEST, Faults())
    entries = content.get("files")
    listed = entries.items() if isinstance(entries, dict) else ()
    return frozenset(
        [
            name
            for name, entry in listed
            if isinstance(entry, dict)
            and (folder / name).is_file()
            and entry.get("sha256") == file_sha256(folder / name)
        ]
    )


def refresh_manifest(folder: Path) -> Manifest:
    """Rewrite sha256 and rows of the folder's manifest and return it; version, licences, provenances and review stay.

    A new file gets an empty licence and provenance, to be filled in by hand or loading fails; one that is
    gone is dropped.
    """
    path = folder / MANIFEST
    faults = Faults()
    _, content = _load(path, faults) if path.exists() else ([], {})
    review = read_review(content, path, 1, faults)
    faults.raise_all()
    entries = content.get("files", {})
    if not isinstance(entries, dict):
        raise DataError([f'{path}:1: files is no table, expected [files."name"] for each file'])
    files = tuple(_measured(folder / name, entries.get(name, {})) for name in _data_files(folder))
    text = _toml(str(content.get("version", "1.0.0")), files, review)
    path.write_text(text, encoding="utf-8", newline="\n")
    return read_manifest(folder, Faults())


def _load(path: Path, faults: Faults) -> tuple[list[str], dict[str, object]]:
    try:
        text = path.read_text(encoding="utf-8")
        return text.split("\n"), tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.add(path, 1, f"cannot be read ({error})", "a manifest in TOML")
        return [], {}


def _line_of(lines: list[str], name: str) -> int:
    header = f"[files.{json.dumps(name)}]"
    return lines.index(header) + 1 if header in lines else 1


def _entry(path: Path, line: int, name: str, entry: object, faults: Faults) -> DataFile:
    found = entry if isinstance(entry, dict) else {}
    for key in _TEXTS:
        if not isinstance(found.get(key), str) or not found[key]:
            faults.add(path, line, f"{name}: {key} is missing", "a non-empty text")
    rows = found.get("rows")
    if not isinstance(rows, int):
        faults.add(path, line, f"{name}: rows is missing", "a number")
        rows = 0
    sha256, licence, provenance = (str(found.get(key, "")) for key in _TEXTS)
    return DataFile(name, sha256, rows, licence, provenance)


def _check_listed(folder: Path, listed: set[str], faults: Faults) -> None:
    for name in _data_files(folder):
        if name not in listed:
            faults.add(folder / name, 1, "not in the manifest", f'an entry [files."{name}"] in {MANIFEST}')


def _check_file(path: Path, line: int, file: DataFile, faults: Faults) -> None:
    data = path.parent / file.name
    if not data.is_file():
        faults.add(path, line, f"{file.name} is listed but not there", "a file of that name")
        return
    sha256 = file_sha256(data)
    if sha256 != file.sha256:
        faults.add(
            path, line, f"sha256 of {file.name} is {file.sha256!r}", f"{sha256} (refresh after an edit)"
        )
    elif file.rows != count_rows(data):
        faults.add(path, line, f"rows of {file.name} is {file.rows}", str(count_rows(data)))


def _data_files(folder: Path) -> list[str]:
    hidden = (".", "_")
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.is_file()
        and path.name != MANIFEST
        and not path.name.startswith(hidden)
        and path.suffix != ".py"
    )


def _measured(path: Path, entry: dict[str, object]) -> DataFile:
    licence, provenance = str(entry.get("licence", "")), str(entry.get("provenance", ""))
    return DataFile(path.name, file_sha256(path), count_rows(path), licence, provenance)


def _toml(version: str, files: tuple[DataFile, ...], review: Review | None) -> str:
    blocks = [f"version = {_quoted(version)}\n"]
    blocks += [
        f"[files.{_quoted(file.name)}]\n"
        f"sha256 = {_quoted(file.sha256)}\n"
        f"rows = {file.rows}\n"
        f"licence = {_quoted(file.licence)}\n"
        f"provenance = {_quoted(file.provenance)}\n"
        for file in files
    ]
    return "\n".join(blocks + (review_toml(review) if review is not None else []))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML basic string
