"""Lines with a sign before, a reference behind and a hanging indent, for any width and any terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

# For terminals that cannot show more than ASCII.
_ASCII = str.maketrans(
    {"→": "->", "−": "-", "§": "s.", "·": "-", "…": "...", "–": "-", "—": "-", "─": "-", "═": "="}
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("‘’", "'")
)
_READABLE = 120  # longer lines of running text tire the eye


class Printer:
    """Writes lines of a brief to a console. Nothing written is markup, and no line ends in spaces."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._ascii = console.options.ascii_only
        self.width = max(20, min(console.width, _READABLE))

    def line(self, line: Text | str = "") -> None:
        """One line as it is."""
        text = Text(line) if isinstance(line, str) else line
        text.rstrip()
        if self._ascii:
            text = Text(text.plain.translate(_ASCII).encode("ascii", "replace").decode("ascii"))
        self._console.print(text, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)

    def entry(self, body: Text, *, sign: Text | None = None, reference: str = "", indent: int = 0) -> None:
        """A body wrapped behind its sign, with the reference to its sentences at the right edge of the first line.

        Without a sign, lines after the first stand two columns further in where there is a reference.
        """
        head = Text(" " * indent).append_text(sign or Text())
        left = head.cell_len
        hang = 2 if reference and sign is None else 0
        room = self.width - left - (len(reference) + 2 if reference else 0)
        if room < self.width // 3:
            body = body.copy().append(f"  {reference}", style="dim")
            reference, room = "", self.width - left
        for number, wrapped in enumerate(body.wrap(self._console, max(room - hang, 8))):
            wrapped.rstrip()
            line = head.copy() if number == 0 else Text(" " * (left + hang))
            line.append_text(wrapped)
            if number == 0 and reference:
                line.append(" " * (self.width - line.cell_len - len(reference)))
                line.append(reference, style="dim")
            self.line(line)

    def section(self, name: str, note: str = "") -> None:
        """A heading with a blank line before it."""
        self.line()
        head = Text(name.upper(), style="bold")
        if note:
            head.append(f"  {note}", style="dim")
        self.entry(head)

    def rule(self, character: str = "─") -> None:
        """A line across."""
        self.line(Text(character * self.width, style="dim"))


def joined(parts: list[Text | str | None], separator: str = " · ") -> Text:
    """The parts that are there, with the separator between them."""
    out = Text()
    for part in parts:
        if part:
            out.append(separator if out.plain else "", style="dim")
            out.append_text(part) if isinstance(part, Text) else out.append(part)
    return out


def references(numbers: tuple[int, ...], most: int = 3) -> str:
    """``§1 §5``; the rest as ``+2``."""
    shown = " ".join(f"§{number}" for number in numbers[:most])
    return shown + (f" +{len(numbers) - most}" if len(numbers) > most else "")
