"""What every page stands in: files beside this one, and the policy that keeps a page to itself."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from detente.present.page.markup import Html, join


def asset(name: str) -> str:
    """A file of this folder."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def policy(style: str, script: str | None = None) -> Html:
    """Nothing may be loaded, sent or run but the style and the script of the page."""
    run = f"script-src {_digest(script)}; " if script is not None else ""
    return join([f"default-src 'none'; style-src {_digest(style)}; {run}base-uri 'none'; form-action 'none'"])


def _digest(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
