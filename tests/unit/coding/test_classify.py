"""Known dyads: types, abstention, and spans that are none."""

from __future__ import annotations

import pytest

from detente.coding.classify import Classifier, mark
from detente.models.marked import read_marks


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("<s>Peru</s> expelled <t>two Chilean diplomats</t>.", "SANCTION", "expel"),
        ("<s>Zambian police</s> fired tear gas at <t>students</t> in Lusaka.", "ASSAULT", "crowd-control"),
        ("<s>Japan</s> will lend <t>Vietnam</t> $200 million for a port, the ministry said.", "AGREE", None),
        ("<s>The Swedish premier</s> phoned <t>his Danish counterpart</t> on Sunday.", "CONSULT", "phone"),
    ],
)
def test_types(classifier: Classifier, text: str, event_type: str, mode: str | None) -> None:
    answer = classifier.classify(read_marks(text))
    assert (answer.event_type, answer.event_mode) == (event_type, mode)
    assert answer.ranking[0] == (event_type, answer.confidence)
    assert len(answer.ranking) == 16
    assert sum(chance for _, chance in answer.ranking) == pytest.approx(1, abs=0.01)


def test_no_relation_is_abstained_from_and_ranked_all_the_same(classifier: Classifier) -> None:
    answer = classifier.classify(
        read_marks("<s>Sales</s> of <t>the company</t> rose by 4 percent in the quarter.")
    )
    assert answer.event_type is None
    assert len(answer.ranking) == 16


def test_what_did_not_happen_is_said(classifier: Classifier) -> None:
    answer = classifier.classify(
        read_marks("<s>Chad</s> did not bomb <t>the Libyan convoy</t>, its army said.")
    )
    assert (answer.event_type, answer.auxiliary) == ("ASSAULT", "negation")


@pytest.mark.parametrize("span", [(0, 0), (-1, 3), (2, 999), (5, 4)])
def test_spans_outside_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="empty or outside"):
        mark("Peru expelled two diplomats.", span, None)
