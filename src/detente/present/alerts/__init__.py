"""The digest of alerts: as text, as JSON, and as one self-contained page."""

from detente.present.alerts.data import write_json, write_jsonl
from detente.present.alerts.page import write_page
from detente.present.alerts.text import print_digest

__all__ = ["print_digest", "write_json", "write_jsonl", "write_page"]
