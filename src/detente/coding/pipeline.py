"""The line of stages: a report in, a record out. A pure function of the report, the tables and the models."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from detente.codebook import Codebook
from detente.coding.actors import ActorsStage
from detente.coding.classify import Classified, Classifier, mark
from detente.coding.events import EventsStage
from detente.coding.findings import FindingsStage
from detente.coding.layers import CodingStage, Reading
from detente.coding.mentions import MentionsStage
from detente.coding.parse import ParseStage
from detente.coding.places import PlacesStage
from detente.coding.positions import PositionsStage
from detente.coding.quotes import QuotesStage
from detente.coding.times import TimesStage
from detente.errors import CodingError
from detente.knowledge import Knowledge
from detente.knowledge.gazetteer import Gazetteer
from detente.models.marked import Span
from detente.models.network import Network
from detente.record.reports import report_info
from detente.record.types import CoderInfo, Record, Report
from detente.version import __version__

Observer = Callable[[str, float], None]
"""Told the name of each stage and the seconds it took."""


class Coder:
    """Codes reports. Make one with ``Coder.load()`` and keep it: loading takes about two seconds, coding milliseconds."""

    def __init__(
        self, stages: tuple[tuple[str, CodingStage], ...], info: CoderInfo, classifier: Classifier
    ) -> None:
        self._stages = stages
        self._classifier = classifier
        self.info = info

    @classmethod
    def load(cls, overlays: Iterable[Path] = ()) -> Coder:
        """A coder with everything that ships in the package. ``overlays`` are folders of a user's own knowledge tables.

        No download and no network. Raises DataError where a table is faulty.
        """
        codebook, knowledge, network = Codebook.load(), Knowledge.load(tuple(overlays)), Network.load()
        stages: tuple[tuple[str, CodingStage], ...] = (
            ("parse", ParseStage()),
            ("mentions", MentionsStage(knowledge)),
            ("times", TimesStage()),
            ("places", PlacesStage(Gazetteer.load(), knowledge)),
            ("actors", ActorsStage(knowledge)),
            ("quotes", QuotesStage()),
            ("events", events := EventsStage(codebook, network)),
            ("positions", PositionsStage(codebook, events.slots)),
            ("findings", FindingsStage(knowledge)),
        )
        return cls(stages, _info(codebook, knowledge, network), Classifier(codebook, network))

    @staticmethod
    def describe(overlays: Iterable[Path] = ()) -> CoderInfo:
        """What ``load`` with these overlays would put into records: half a second, where loading takes two."""
        codebook, knowledge, network = Codebook.load(), Knowledge.load(tuple(overlays)), Network.load()
        return _info(codebook, knowledge, network)

    def code(self, report: Report, observe: Observer | None = None) -> Record:
        """The record of one report. ``observe`` hears how long each stage took.

        Raises CodingError, which names the report and the stage, where a stage fails.
        """
        return replace(self.read(report, observe).record(), coder=self.info)

    def read(self, report: Report, observe: Observer | None = None) -> Reading:
        """All layers, those that are not part of the record included. Raises CodingError."""
        reading = Reading(report_info(report))
        for name, stage in self._stages:
            began = time.perf_counter()
            try:
                reading = stage(reading)
            except Exception as error:
                raise CodingError(f"{name} failed: {error!r}") from error
            if observe is not None:
                observe(name, time.perf_counter() - began)
        return reading

    def code_all(self, reports: Iterable[Report]) -> Iterator[Record]:
        """Records in the order of the reports, one at a time. Raises CodingError at the first report that fails."""
        for report in reports:
            yield self.code(report)

    def classify(
        self, sentence: str, actor: Span, recipient: Span | None = None, predicate: Span | None = None
    ) -> Classified:
        """What passes between an actor and a recipient, given as half-open spans of the sentence.

        Raises ValueError where a span is empty or outside of the sentence.
        """
        return self._classifier.classify(mark(sentence, actor, recipient, predicate))


def _info(codebook: Codebook, knowledge: Knowledge, network: Network) -> CoderInfo:
    return CoderInfo(__version__, codebook.version, knowledge.sha256, network.card.sha256)
