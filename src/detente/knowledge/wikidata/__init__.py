"""Reads a JSON dump of Wikidata into overlay tables: persons with political roles, parties, organisations, places."""

from detente.knowledge.wikidata.importing import Observer, Settings, import_dump
from detente.knowledge.wikidata.tally import Tally

__all__ = ["Observer", "Settings", "Tally", "import_dump"]
