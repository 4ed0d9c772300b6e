"""The shipped network: its files fit together, and its answers hang on their own sentence alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from detente.codebook import Codebook
from detente.errors import DataError
from detente.models.marked import read_marks
from detente.models.network import Network

GIVEN = [
    "<s>Peru</s> <p>expelled</p> <t>two Chilean diplomats</t> on Monday.",
    "<s>The Kenyan foreign minister</s> will <p>meet</p> <t>his Tanzanian counterpart</t> in Arusha next week.",
    "<s>Sales</s> of <t>the company</t> <p>rose</p> by 4 percent in the third quarter.",
]


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.load()


def test_its_labels_are_those_of_the_codebook(network: Network) -> None:
    book = {label.id: label for label in Codebook.load().labels}
    for label, number in zip(network.card.labels[1:], network.card.type_of[1:], strict=True):
        assert str(book[label].event_type) == network.card.types[number]
    assert set(network.card.contexts) == {str(row.context) for row in Codebook.load().contexts}


@pytest.mark.parametrize(
    ("text", "label"), list(zip(GIVEN, ["diplomats_expelled", "future_consult", "none"], strict=True))
)
def test_it_reads_plain_sentences(network: Network, text: str, label: str) -> None:
    guess = network.read(read_marks(text))
    assert guess.labels[0][0] == label
    assert sum(chance for _, chance in guess.labels) == pytest.approx(1, abs=0.02)
    assert sum(chance for _, chance in guess.auxiliaries) == pytest.approx(1, abs=0.001)


def test_an_answer_hangs_on_its_own_sentence_alone(network: Network) -> None:
    marked = [read_marks(text) for text in GIVEN]
    alone = [network.read(one) for one in marked]
    assert list(network.read_all(marked)) == alone
    assert list(network.read_all(marked[::-1])) == alone[::-1]


def test_the_nearest_sentence_is_of_the_label(network: Network) -> None:
    guess = network.read(read_marks(GIVEN[0]))
    found = network.nearest(guess, "diplomats_expelled")
    assert found is not None
    assert found.label == "diplomats_expelled"
    assert 0.5 < found.likeness <= 1
    assert network.nearest(guess, "no such label") is None


def test_other_weights_than_the_card_s_are_refused(tmp_path: Path) -> None:
    home = Path(__file__).parents[3] / "src" / "detente" / "models" / "data"
    for name in ("reader.toml", "pieces.json"):
        shutil.copy(home / name, tmp_path / name)
    (tmp_path / "reader.onnx").write_bytes(b"something else")
    with pytest.raises(DataError, match="sha256"):
        Network(tmp_path)
    (tmp_path / "reader.toml").write_text("labels = []\n", encoding="utf-8")
    with pytest.raises(DataError, match="not a card"):
        Network(tmp_path)
