"""Parquet tables: a row is a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from detente.errors import InputError
from detente.ingest.draft import Item, Unreadable
from detente.ingest.encodings import Decoder
from detente.ingest.fields import FIELDS, draft, missing_text
from detente.ingest.settings import ReadSettings
from detente.ingest.streams import too_long

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_ROWS = 64
"""Rows held at a time."""


def read_parquet(stream: BinaryIO, where: str, settings: ReadSettings) -> Iterator[Item]:
    """A report a row, counted from 1; InputError where the file is damaged or has no column ``text``."""
    import pyarrow

    table = _open(_seekable(stream, where, settings.max_spool_bytes), where)
    names = table.schema_arrow.names
    if "text" not in names:
        raise InputError(where, missing_text(names, "column"))
    columns = [name for name in FIELDS if name in names]
    decoder, number = Decoder(where), 0
    try:
        for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
            for row in _rows(batch):
                number += 1
                yield _item(row, f"{where} row {number}", decoder, settings.max_bytes)
    except (pyarrow.ArrowException, OSError) as error:
        reason = f"this Parquet file is damaged here ({error}); what comes after is not read"
        raise InputError(f"{where} row {number + 1}", reason) from error


def _open(stream: BinaryIO, where: str) -> ParquetFile:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(stream)
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(where, f"not a Parquet file, or a damaged one ({error})") from error


def _rows(batch: Any) -> list[dict[str, object]]:
    import pyarrow

    if "published" in batch.schema.names and pyarrow.types.is_timestamp(batch.column("published").type):
        # Python's times end at microseconds.
        index = batch.schema.names.index("published")
        stamps = batch.column(index)
        micro = stamps.cast(pyarrow.timestamp("us", stamps.type.tz), safe=False)
        batch = batch.set_column(index, "published", micro)
    return cast(list[dict[str, object]], batch.to_pylist())


def _item(row: dict[str, object], where: str, decoder: Decoder, limit: int) -> Item:
    text = row["text"]
    try:
        if isinstance(text, bytes):
            text = row["text"] = decoder.text(text)
        if isinstance(text, str) and len(text) * 4 > limit and len(text.encode()) > limit:
            return Unreadable(where, too_long(limit))
        return draft(row, where)
    except InputError as error:
        return Unreadable(where, error.reason)


def _seekable(stream: BinaryIO, where: str, limit: int) -> BinaryIO:
    """The stream itself, or a temporary copy of one that cannot go back: Parquet is read from its end."""
    if stream.seekable():
        return stream
    import tempfile

    copy = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - closed with the last reference
    size = 0
    while chunk := stream.read(1 << 20):
        size += len(chunk)
        if size > limit:
            raise InputError(where, f"longer than {limit:,} bytes; raise max_spool_bytes or decompress it")
        copy.write(chunk)
    copy.seek(0)
    return copy
