"""What the codebook answers, and how it takes a user's own conventions."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.codebook import Codebook, Options
from detente.codebook.book import DATA
from detente.errors import DataError, UsageError
from detente.record.enums import EventType

LABELS = "id\tevent_type\tevent_mode\talso\tcameo\tdescription\n"


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return Codebook.load()


def pairs(codebook: Codebook) -> list[tuple[EventType, str | None]]:
    return [
        (info.event_type, mode)
        for info in codebook.event_types
        for mode in (None, *(mode.event_mode for mode in codebook.modes(info.event_type)))
    ]


def test_every_type_and_mode_goes_to_cameo_and_back(codebook: Codebook) -> None:
    notes = (DATA / "plover_cameo.tsv").read_text(encoding="utf-8").splitlines()
    noted = {tuple(line.split("\t")[:2]) for line in notes if not line.endswith("\t")}
    for event_type, mode in pairs(codebook):
        back = codebook.plover(codebook.cameo(event_type, mode))
        same = (back.event_type, back.event_mode) == (event_type, mode)
        assert same or (event_type, mode or "") in noted, f"{event_type} {mode} comes back as {back}"


def test_every_cameo_code_names_what_plover_has(codebook: Codebook) -> None:
    known = set(pairs(codebook))
    contexts = {context.context for context in codebook.contexts}
    for code in codebook.cameo_codes:
        assert code.event_type is None or (code.event_type, code.event_mode) in known
        assert contexts.issuperset(code.contexts)


def test_every_type_is_what_its_cameo_roots_are(codebook: Codebook) -> None:
    for info in codebook.event_types:
        for root in info.cameo_roots:
            expected = EventType.CONCEDE if info.event_type is EventType.RETREAT else info.event_type
            assert codebook.plover(root).event_type is expected


def test_cameo_has_every_root_and_each_code_under_one(codebook: Codebook) -> None:
    codes = {code.cameo for code in codebook.cameo_codes}
    assert {f"{root:02}" for root in range(1, 21)} <= codes
    assert all(code[:-1] in codes or code[:2] in codes for code in codes)


def test_base_labels_are_type_and_mode(codebook: Codebook) -> None:
    assert codebook.label("AGREE").event_type is EventType.AGREE
    for event_type, mode in pairs(codebook):
        label = codebook.base_label(event_type, mode)
        assert (label.event_type, label.event_mode) == (event_type, mode)
        assert label.cameo == codebook.cameo(event_type, mode)


def test_labels_refine_the_cameo_code(codebook: Codebook) -> None:
    assert codebook.cameo("SANCTION", "discontinue") == "160"
    assert codebook.cameo("SANCTION", "discontinue", "sanctions_imposed") == "163"
    assert codebook.cameo("SANCTION", "discontinue", "SANCTION-discontinue") == "160"


def test_a_label_that_was_overruled_does_not_give_its_code(codebook: Codebook) -> None:
    assert codebook.cameo("AGREE", None, "deal_signed") == codebook.cameo("AGREE")


def test_names_may_be_enumeration_members(codebook: Codebook) -> None:
    assert codebook.score(EventType.CONSULT, "visit") == codebook.score("CONSULT", "visit") == 4
    assert codebook.cameo(EventType.CONSULT, "visit") == "042"


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda book: book.event_type("ASSALT"), "unknown event type 'ASSALT', expected one of ASSAULT"),
        (lambda book: book.quad("assault"), "unknown event type 'assault', expected one of ASSAULT"),
        (lambda book: book.mode("ASSAULT", "dron"), "unknown mode of ASSAULT 'dron', expected one of drone"),
        (
            lambda book: book.score("AGREE", "visit"),
            "unknown mode of AGREE 'visit', expected none, since it has none",
        ),
        (lambda book: book.cameo("CONSULT", "demo"), "unknown mode of CONSULT 'demo', expected one of "),
        (lambda book: book.label("deal_sined"), "unknown label 'deal_sined', expected one of deal_signed"),
        (lambda book: book.plover("9999"), "unknown CAMEO code '9999', expected one of "),
        (lambda book: book.context("militery"), "unknown context 'militery', expected one of military"),
        (lambda book: book.issue("ceasfire"), "unknown issue 'ceasfire', expected one of ceasefire"),
        (lambda book: book.sector("GVO"), "unknown sector 'GVO', expected one of GOV"),
    ],
)
def test_unknown_names_say_the_nearest(codebook: Codebook, ask: object, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask(codebook)  # type: ignore[operator]
    assert str(caught.value).startswith(message)


def test_sectors_stand_in_the_order_of_plover(codebook: Codebook) -> None:
    order = (
        "GOV JUD LEG MIL COP SPY PRM PTY REB UAF PRE UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL SOC"
    )
    assert codebook.sector_order == tuple(order.split())
    assert [sector.sector for sector in codebook.sectors if sector.primary] == order.split()[:12]
    assert codebook.order_sectors(["OPP", "MIL", "GOV", "MIL"]) == ("GOV", "MIL", "OPP")


def test_sanction_may_be_quad_3() -> None:
    older = Codebook.load(Options(sanction_quad=3))
    ours = Codebook.load()
    assert (ours.quad("SANCTION"), older.quad("SANCTION")) == (4, 3)
    assert older.quad("COERCE") == 4
    assert older.version != ours.version
    with pytest.raises(UsageError, match="sanction_quad is 2, expected 3 or 4"):
        Codebook.load(Options(sanction_quad=2))


def test_a_user_changes_a_convention_in_one_line(tmp_path: Path) -> None:
    own = tmp_path / "labels.tsv"
    own.write_text(
        LABELS
        + "ambassador_summoned\tREQUEST\tmeet\t\t106\tCoded as a request here.\nzebra_lent\tAID\t\t\t\tLent.\n",
        encoding="utf-8",
    )
    codebook = Codebook.load(Options(labels=own))
    assert codebook.label("ambassador_summoned").event_type is EventType.REQUEST
    assert codebook.label("zebra_lent").event_type is EventType.AID
    assert codebook.cameo("AID", None, "zebra_lent") == "070"
    assert codebook.label("deal_signed").event_type is EventType.SUPPORT
    assert codebook.version.startswith(Codebook.load().version + "+")


def test_a_user_adds_an_issue(tmp_path: Path) -> None:
    own = tmp_path / "issues.tsv"
    own.write_text(
        "id\tname\tcues\tdescription\nfishing\tFishing\tcod;fishing\tFishing rights.\n", encoding="utf-8"
    )
    codebook = Codebook.load(Options(issues=own))
    assert codebook.issue("fishing").cues == ("cod", "fishing")
    assert len(codebook.issues) == len(Codebook.load().issues) + 1


def test_faults_of_a_user_file_name_that_file(tmp_path: Path) -> None:
    own = tmp_path / "labels.tsv"
    own.write_text(LABELS + "x\tAGREE\tvisit\tnone_such\t9\tWrong.\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        Codebook.load(Options(labels=own))
    assert caught.value.faults == [
        f"{own}:2: event_mode 'visit', expected a mode of AGREE in modes.tsv",
        f"{own}:2: cameo '9', expected a code of cameo_plover.tsv",
        f"{own}:2: also 'none_such', expected a label of labels.tsv",
    ]
