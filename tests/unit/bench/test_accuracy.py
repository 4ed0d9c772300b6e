"""The accuracy runner: reading figures, comparing with floors, floors that only rise."""

from __future__ import annotations

import json
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

RUNNER = Path(__file__).parents[3] / "bench" / "accuracy" / "accuracy.py"


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    spec = spec_from_file_location("accuracy", RUNNER)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("actors: country 0.859  sector 0.745  both 0.729  89/s", {"country": 0.859, "sector": 0.745, "both": 0.729}),
        ("quotes: content F1 0.634 (P 0.6 R 0.7)  speaker right 0.944  1.2/s", {"content_f1": 0.634, "speaker_right": 0.944}),
        ("places: Acc@161km of found 0.872  of all 1.000", {"acc_161km_of_found": 0.872, "of_all": 1.0}),
        ("Traceback (most recent call last)", {}),
    ],
)  # fmt: skip
def test_figures_of_a_line(runner: ModuleType, line: str, figures: dict[str, float]) -> None:
    assert runner.read_figures(line) == figures


def test_what_is_below_its_floor_is_named(runner: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    floors = {"dates": {"low": 0.5, "high": 0.5, "gone": 0.5}}
    low = runner.compare("dates", {"low": 0.499, "high": 0.5, "new": 0.1}, floors)
    assert low == ["dates low", "dates gone"]
    assert capsys.readouterr().out.count("BELOW") == 2


def test_floors_only_rise(runner: ModuleType) -> None:
    floors = {"dates": {"a": 0.5, "b": 0.5}, "names": {"c": 0.9}}
    lifted = runner.raised(floors, {"dates": {"a": 0.4, "b": 0.61279, "new": 0.3}})
    assert lifted == {"dates": {"a": 0.5, "b": 0.612, "new": 0.3}, "names": {"c": 0.9}}
    assert tomllib.loads(runner.as_toml(lifted)) == lifted
    assert runner.raised(lifted, {"dates": {"b": 0.612}}) == lifted


def test_what_is_not_there_is_skipped_and_named(
    runner: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert runner.measure(["dates"], None, None) == {}
    assert runner.measure(["places"], tmp_path, tmp_path / "score.py") == {}
    told = capsys.readouterr().out
    assert "dates    skipped: needs --sets" in told
    assert "places   skipped: no " in told


def test_a_script_that_fails_is_an_error(runner: ModuleType, tmp_path: Path) -> None:
    script = tmp_path / "score.py"
    (tmp_path / "dates.jsonl").write_text("", encoding="utf-8")
    script.write_text("print('dates: value F1 0.700')", encoding="utf-8")
    assert runner.measure(["dates"], tmp_path, script) == {"dates": {"value_f1": 0.7}}
    script.write_text("raise SystemExit('no set')", encoding="utf-8")
    with pytest.raises(RuntimeError, match="no set"):
        runner.measure(["dates"], tmp_path, script)


def test_names_are_scored_by_f1(runner: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    rows = [
        {"a": "Angela Merkel", "b": "Angela Merkel", "kind": "person", "match": True},
        {"a": "Angela Merkel", "b": "Emmanuel Macron", "kind": "person", "match": True},
        {"a": "NATO", "b": "North Atlantic Treaty Organization", "kind": "organisation", "match": True},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert runner.names(path) == {"person_f1": pytest.approx(2 / 3, abs=1e-4), "all_f1": 0.8}
