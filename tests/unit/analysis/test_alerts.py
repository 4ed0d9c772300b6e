"""Alerts of a source: what is counted as of a day, whom they are about, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from told import ICELAND, PERU, event, party, report

from detente.analysis import Records, Source
from detente.analysis.alerts import Ask, Digest, State, Unit, alerts, chosen, severities, shipped_presets
from detente.errors import DataError, UsageError
from detente.record import Record
from detente.record.enums import QuantityKind
from detente.record.types import Quantity
from detente.store import Filter, Store

Ask_ = Callable[[Iterable[Record]], Source]
MONDAY = date(2031, 1, 6)
SUNDAY = date(2031, 2, 9)  # the last day of the fifth week
MONTH = chosen(["deeds-doubled-month"])


def weeks(*numbers: int, since: date = MONDAY) -> list[Record]:
    """Reports of Norway's sanctions on Iceland, so many a week, each by another publisher."""
    return [
        report(f"w{week}-{number}", day.isoformat(), event("SANCTION", day.isoformat()), source=f"S{number}")
        for week, many in enumerate(numbers)
        for day in [since + timedelta(weeks=week)]
        for number in range(many)
    ]


def told(digest: Digest) -> list[tuple[str, tuple[str, ...], str]]:
    return [(one.preset.id, one.subject, one.last.isoformat()) for one in digest.alerts]


FIVE = weeks(2, 2, 2, 2, 4)


def test_an_alert_with_its_numbers_and_passages(ask: Ask_) -> None:
    digest = alerts(ask(FIVE), ask=Ask(as_of=SUNDAY, presets=MONTH))
    (alert,) = digest.alerts
    assert (alert.subject, alert.unit, alert.first, alert.last) == (
        ("ISL", "NOR"),
        Unit.PAIR,
        SUNDAY - timedelta(days=6),
        SUNDAY,
    )
    figures = alert.figures
    assert (figures.value, figures.base, figures.back, figures.known, figures.sources) == (4, 2, 4, 4, 4)
    assert (figures.rate, figures.base_rate, figures.published, figures.severity) == (1, 1, 4, 3)
    assert "4 events of conflict in deeds from 2031-02-03 to 2031-02-09, told by 4" in alert.explanation
    assert "2 times the mean of the 4 weeks before (4 of them with reports), 2" in alert.explanation
    assert "by volume of reports the rule does not hold" in alert.explanation
    assert [one.tellings[0].report for one in alert.events] == ["w4-0", "w4-1", "w4-2", "w4-3"]
    first = alert.events[0]
    assert (first.event_type, first.actors, first.recipients) == ("SANCTION", ("Norway",), ("Iceland",))
    assert first.tellings[0].sentence == "Sentence 0 of w4-0."
    assert first.tellings[0].event == first.event


def test_the_same_in_memory_and_in_a_store_and_in_any_order(ask: Ask_) -> None:
    digest = alerts(ask(FIVE[::-1]), ask=Ask(as_of=SUNDAY))
    assert digest == alerts(Records(FIVE), ask=Ask(as_of=SUNDAY))
    assert digest.alerts


def test_a_week_that_has_not_ended_is_left_out(ask: Ask_) -> None:
    source = ask(FIVE)
    assert told(alerts(source, ask=Ask(presets=MONTH))) == []  # as of Monday, the last report's day
    assert told(alerts(source, ask=Ask(as_of=SUNDAY - timedelta(days=1), presets=MONTH))) == []


def test_what_is_published_or_dated_later_is_not_known_yet(ask: Ask_) -> None:
    """Two of the four reports come a week later; the events that they tell are dated in the fifth week all the same."""
    late = [
        report(f"late-{n}", "2031-02-12", event("SANCTION", "2031-02-04"), source=f"L{n}") for n in range(2)
    ]
    source = ask([*weeks(2, 2, 2, 2, 2), *late])
    assert told(alerts(source, ask=Ask(as_of=SUNDAY, presets=MONTH))) == []
    later = alerts(source, Filter(since="2031-02-01"), Ask(as_of=date(2031, 2, 12), presets=MONTH))
    assert told(later) == [("deeds-doubled-month", ("ISL", "NOR"), "2031-02-09")]


def test_since_and_until_choose_alerts_and_do_not_cut_what_they_are_held_against(ask: Ask_) -> None:
    source = ask(weeks(2, 2, 2, 2, 4, 0, 0, 0, 0))
    as_of = Ask(as_of=date(2031, 3, 9), presets=MONTH)
    assert told(alerts(source, ask=as_of)) == []  # a month ago
    assert len(alerts(source, Filter(since="2031-02-09"), as_of).alerts) == 1
    assert told(alerts(source, Filter(since="2031-02-10"), as_of)) == []
    assert told(alerts(source, Filter(since="2031-01-01", until="2031-02-08"), as_of)) == []
    assert len(alerts(source, Filter(until="2031-02-12"), as_of).alerts) == 1  # its last seven days


def test_a_gap_is_told_and_gives_no_alert(ask: Ask_) -> None:
    digest = alerts(ask(weeks(2, 2, 0, 2, 4)), ask=Ask(as_of=SUNDAY, presets=MONTH))
    (assessed,) = digest.assessed
    assert (digest.alerts, assessed.state, assessed.known, assessed.back) == ((), State.GAPS, 3, 4)
    quiet = report("quiet", "2031-01-22")
    known = alerts(Records([*weeks(3, 3, 0, 2, 4), quiet]), ask=Ask(as_of=SUNDAY, presets=MONTH))
    assert len(known.alerts) == 1  # a week with a report and no event counts 0


def test_two_reports_of_one_publisher_are_one_source(ask: Ask_) -> None:
    records = [
        *weeks(2, 2, 2, 2),
        *(report(f"x{n}", "2031-02-03", event("SANCTION", "2031-02-03"), source="Post") for n in range(4)),
    ]
    assert told(alerts(ask(records), ask=Ask(as_of=SUNDAY, presets=MONTH))) == []
    assert len(alerts(ask(records), ask=Ask(as_of=SUNDAY, presets=MONTH, sources=1)).alerts) == 1
    assert told(alerts(Records(FIVE), ask=Ask(as_of=SUNDAY, presets=MONTH, sources=5))) == []


def test_copies_and_clusters_across_reports(tmp_path: Path) -> None:
    """Four reports of the fifth week: one event, told by two publishers, and by two that copy one of them."""
    store = Store(tmp_path / "store")
    store.add(FIVE)
    ids = [record.events[0].id for record in FIVE[-4:]]
    clusters = [
        {
            "event": record.events[0].id,
            "report_id": record.report.id,
            "cluster": key,
            "score": 1.0,
            "reasons": [],
        }
        for record in FIVE
        for key in [min(ids) if record in FIVE[-4:] else record.events[0].id]
    ]
    copies = [
        {"report_id": f"w4-{n}", "duplicate_of": "w4-0", "kind": "near", "score": 0.9, "reasons": []}
        for n in (2, 3)
    ]
    store.replace({"event_clusters": clusters, "duplicates": copies})
    assert told(alerts(store, ask=Ask(as_of=SUNDAY, presets=MONTH))) == []  # one event, not four
    (own,) = (replace(preset, floor=1, factor=0.5) for preset in MONTH)
    (alert,) = alerts(store, ask=Ask(as_of=SUNDAY, presets=(own,))).alerts
    assert (alert.figures.value, alert.figures.sources, alert.events[0].sources) == (1, 2, 2)
    assert sorted(one.report for one in alert.events[0].tellings) == ["w4-0", "w4-1", "w4-2", "w4-3"]


def test_units(ask: Ask_) -> None:
    source = ask(FIVE)
    subjects = {
        unit: [one.subject for one in alerts(source, ask=Ask(unit=unit, as_of=SUNDAY, presets=MONTH)).alerts]
        for unit in Unit
    }
    assert subjects == {
        Unit.PAIR: [("ISL", "NOR")],
        Unit.COUNTRY: [("ISL",), ("NOR",)],
        Unit.ACTOR: [("Norway", "NOR")],
        Unit.ALL: [()],
    }


def test_both_directions_are_one_pair_and_one_country_alone_is_none(ask: Ask_) -> None:
    back = event("SANCTION", "2031-02-03", actors=(ICELAND,), recipients=(party("Norway", "NOR"),))
    alone = event("COERCE-arrest", "2031-02-03", recipients=())
    home = event("COERCE-arrest", "2031-02-03", recipients=(party("Norwegian union", "NOR"),))
    source = ask(
        [*weeks(2, 2, 2, 2, 2), *(report(f"b{n}", "2031-02-03", back, alone, home) for n in range(2))]
    )
    digest = alerts(source, ask=Ask(as_of=SUNDAY, presets=MONTH))
    assert [(one.subject, one.figures.value) for one in digest.alerts] == [(("ISL", "NOR"), 4)]


def test_filters_say_what_counts(ask: Ask_) -> None:
    source = ask(FIVE)
    for wanted in (Filter(actor="NOR"), Filter(between=("ISL", "NOR")), Filter(type="SANCTION")):
        assert len(alerts(source, wanted, Ask(as_of=SUNDAY, presets=MONTH)).alerts) == 1
    assert told(alerts(source, Filter(type="ASSAULT"), Ask(as_of=SUNDAY, presets=MONTH))) == []


def test_a_new_actor(ask: Ask_) -> None:
    guard = party("Harbour Guard", None, "UAF")
    raid = event("ASSAULT", "2031-05-12", actors=(guard,), recipients=(PERU,))
    older = report(
        "older", "2031-02-03", event("CONSULT-visit", "2031-02-03", actors=(guard,), recipients=())
    )
    two = [report(f"raid-{n}", "2031-05-12", raid, source=f"S{n}") for n in range(2)]
    base, as_of = weeks(*[1] * 18), Ask(as_of=date(2031, 5, 18), presets=chosen(["new-actor"]))
    (alert,) = alerts(ask([*base, *two]), ask=as_of).alerts
    assert (alert.subject, alert.unit, alert.figures.value) == (("Harbour Guard", ""), Unit.ACTOR, 2)
    assert {one.tellings[0].report for one in alert.events} == {"raid-0", "raid-1"}
    assert told(alerts(Records([*base, *two[:1]]), ask=as_of)) == []
    assert told(alerts(Records([*base, *two, older]), ask=as_of)) == []


def test_a_severer_kind_rests_on_the_severe_events_alone(ask: Ask_) -> None:
    force = [report(f"f{n}", "2032-01-05", event("ASSAULT", "2032-01-05"), source=f"S{n}") for n in range(2)]
    source = ask([*weeks(*[1] * 53), *force])
    (alert,) = alerts(source, ask=Ask(as_of=date(2032, 1, 11), presets=chosen(["severer-kind"]))).alerts
    assert (alert.figures.value, alert.figures.severity, alert.figures.severity_before) == (2, 5, 3)
    assert {one.event_type for one in alert.events} == {"ASSAULT"}
    assert "use of force, where the severest of the 52 weeks before" in alert.explanation


def test_people_killed_are_the_least_number_of_the_largest_group(ask: Ask_) -> None:
    numbers = tuple(
        Quantity(QuantityKind(kind), low, high, None, 0, 1)
        for kind, low, high in (("killed", 60.0, None), ("killed", 20.0, 20.0), ("wounded", 500.0, None))
    )
    days = [date(2030, 1, 1) + timedelta(days=n) for n in range(400)]
    raid = event("ASSAULT", days[-1].isoformat(), quantities=numbers)
    records = [report(f"d{day}", day.isoformat()) for day in days]
    records += [report(f"k{n}", days[-1].isoformat(), raid) for n in range(2)]
    (alert,) = alerts(ask(records), ask=Ask(presets=chosen(["killed-high-year"]))).alerts
    assert (alert.figures.value, alert.figures.base) == (120, 0)
    assert [one.killed for one in alert.events] == [60, 60]


def test_seen_limit_and_sort(ask: Ask_) -> None:
    source = ask(FIVE)
    every = alerts(source, ask=Ask(unit="country", as_of=SUNDAY, presets=MONTH)).alerts
    rest = alerts(
        source, ask=Ask(unit="country", as_of=SUNDAY, presets=MONTH, seen=frozenset([every[0].id]))
    ).alerts
    assert rest == every[1:]
    down = Ask(unit="country", as_of=SUNDAY, presets=MONTH)
    assert alerts(source, Filter(sort="-subject", limit=1), down).alerts == every[1:]
    with pytest.raises(UsageError, match="subject"):
        alerts(source, Filter(sort="subjekt"), down)


def test_nothing_dated_is_no_digest(ask: Ask_) -> None:
    digest = alerts(ask([report("a", None, event(day=None))]))
    assert (digest.as_of, digest.alerts, digest.assessed) == (None, (), ())


def test_before_the_first_report_nothing_is_assessed(ask: Ask_) -> None:
    digest = alerts(ask(FIVE), ask=Ask(as_of=date(2030, 1, 1)))
    assert digest.alerts == ()
    assert {one.state for one in digest.assessed} == {State.NO_PERIOD}


def test_every_type_of_conflict_has_a_severity() -> None:
    from detente.codebook import Codebook
    from detente.record.enums import EventType

    book = Codebook.load()
    known = {kind for kind, mode in severities().of if mode is None}
    assert known == {kind for kind in EventType if book.quad(kind) > 2}
    assert set(severities().of.values()) == set(severities().names)


TABLE = Path(__file__).parents[3] / "src" / "detente" / "analysis" / "alerts" / "data" / "presets.tsv"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "\tmean\tdeeds\tweek\t1\t52\t1.25\tabove",
            "\tmean\tdeeds\tweek\t1\t52\t\tabove",
            "factor of a preset of kind mean",
        ),
        ("\tmean\tdeeds\tweek\t1\t52", "\tmean\tdeeds\tweek\t2\t52", "window 2, expected 1"),
        ("deeds-above-year\tdeeds-year", "deeds-above-year\tkilled-high", "one measure, step and window"),
        ("new-actor\tnew-actor\tmedium", "new-actor\tnew-actor\turgent", "level 'urgent'"),
        ("\tnew\tdeeds\tweek\t4\t13", "\tnew\tdeeds\tweek\t14\t13", "longer than back"),
    ],
)
def test_a_faulty_rule_of_ones_own_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    content = TABLE.read_text(encoding="utf-8")
    assert old in content
    path = tmp_path / "mine.tsv"
    path.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=fault) as error:
        chosen((), path)
    assert "mine.tsv:" in str(error.value)


def test_presets_by_name() -> None:
    assert [one.id for one in chosen(["severer-kind", "new-actor"])] == ["new-actor", "severer-kind"]
    assert chosen() == shipped_presets()
    with pytest.raises(UsageError, match="did you mean new-actor"):
        chosen(["new-actors"])
    with pytest.raises(UsageError, match="no file"):
        chosen((), Path("nowhere.tsv"))
