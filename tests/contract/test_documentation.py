"""The documentation tells the commands as they are.

After a wanted change of what the demo prints: DETENTE_GOLDEN=write pytest tests/contract, and read the README's diff.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from detente.cli.app import app

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
DEMO = "    $ detente brief examples/strait.txt --published 2031-05-16\n"
DOCUMENTS = [README, *sorted((ROOT / "docs").glob("*.md")), ROOT / "examples" / "README.md"]


def commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with its path: ("brief",), …, those of groups included."""
    found: Any = group or get_command(app)
    for name, command in found.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = {" ".join(path): command for path, command in commands()}


def options(command: Any) -> set[str]:
    """All spellings of a command's options, its arguments left out."""
    spellings = (word for option in command.params for word in (*option.opts, *option.secondary_opts))
    return {word for word in spellings if word.startswith("-")}


def section(name: str) -> str:
    """What docs/cli.md says of a command, under the heading of the command or of its group."""
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for heading in (f"\n## detente {name}\n", f"\n## detente {name.split(maxsplit=1)[0]}\n"):
        if heading in text:
            return text.split(heading)[1].split("\n## ")[0]
    pytest.fail(f"docs/cli.md has no section for detente {name}")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    told = set(re.findall(r"(?<=`)--?[a-z][a-z-]*", section(name)))
    assert options(COMMANDS[name]) - told == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_documented_option_is_there(name: str) -> None:
    told = set(re.findall(r"(?<=`)--?[a-z][a-z-]*", section(name)))
    siblings = [
        command for other, command in COMMANDS.items() if other.split()[0] == name.split(maxsplit=1)[0]
    ]
    assert told - {"--help"} <= set().union(*map(options, siblings))


def of_line(line: str) -> tuple[str, set[str]]:
    """The command of a command line, and the long options that are given to it."""
    words = re.split(r" #|  |\|", line[line.index("detente ") :])[0].split()
    name = next((name for name in (" ".join(words[1:3]), words[1]) if name in COMMANDS), None)
    assert name, f"no such command: {line}"
    return name, {word for word in words if word.startswith("--")}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_of_the_help_is_right(name: str) -> None:
    lines = [of_line(line) for line in (COMMANDS[name].epilog or "").splitlines() if "detente " in line]
    assert name in dict(lines)
    for command, given in lines:
        assert given <= options(COMMANDS[command])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_line_of_the_documents_exists(document: Path) -> None:
    for line in re.findall(
        r"^(?:    )?(?:\$ )?(detente [a-z].*)$", document.read_text(encoding="utf-8"), re.MULTILINE
    ):
        command, given = of_line(line)
        assert given <= options(COMMANDS[command]), line


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_the_documents_leads_somewhere(document: Path) -> None:
    for target, anchor in re.findall(
        r"\]\((?!http)([^)#]*)(?:#([^)]*))?\)", document.read_text(encoding="utf-8")
    ):
        path = document.parent / target if target else document
        assert path.exists(), target
        headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
        slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert not anchor or anchor in slugs, f"{target}#{anchor}"


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a command line of the README gives, run in the folder."""
    words = [sys.executable, "-m", *shlex.split(command, comments=True)]
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    return subprocess.run(
        words, capture_output=True, text=True, encoding="utf-8", check=False, cwd=folder, env=environment
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds what the README's command lines read."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "examples", tmp_path / "reports", ignore=shutil.ignore_patterns("*.md"))
    (tmp_path / "actors.jsonl").write_text('{"id": 1, "text": "the Kremlin"}\n', encoding="utf-8")
    (tmp_path / "names.jsonl").write_text(
        '{"id": 1, "a": "Ali Hasan", "b": "Ali Hassan"}\n', encoding="utf-8"
    )
    return tmp_path


def test_the_command_lines_of_the_readme_run(folder: Path) -> None:
    lines = re.findall(r"^    (detente .*)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) >= 5
    for line in lines:
        done = run(line, folder)
        assert done.returncode == 0, done.stderr
        assert done.stdout or "-o" in line


def test_the_demo_of_the_readme_is_what_the_command_prints(folder: Path) -> None:
    readme = README.read_text(encoding="utf-8")
    before, after = readme.split(DEMO)
    ends = re.search(r"^\S", after, re.MULTILINE)  # the first line that is not set in
    assert ends
    shown, rest = after[: ends.start()], after[ends.start() :]
    done = run(DEMO.strip(" $\n"), folder)
    assert done.returncode == 0, done.stderr
    printed = done.stdout.split("\nTIMELINE")[0].splitlines()[1:]  # without the rule above
    found = "\n" + "".join(f"    {line}".rstrip() + "\n" for line in printed) + "\n"
    if os.environ.get("DETENTE_GOLDEN") == "write":
        README.write_text(f"{before}{DEMO}{found}{rest}", encoding="utf-8", newline="\n")
        shown = found
    assert shown == found, "the README is out of step; after a wanted change: DETENTE_GOLDEN=write"


def test_the_python_of_the_readme_runs(folder: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        words = [sys.executable, "-c", block]
        done = subprocess.run(
            words, capture_output=True, text=True, encoding="utf-8", check=False, cwd=folder
        )
        assert done.returncode == 0, done.stderr
        assert "THREATEN" in done.stdout
