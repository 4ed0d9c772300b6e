"""A picture of who does what to whom: sides in two columns, arrows between them. The same record gives the same picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import hypot, sqrt

from detente.present.page.markup import Html, join, tag
from detente.present.view import Pair, View
from detente.present.view.pairs import Sides
from detente.present.view.plain import count

_NODES = 25
_WIDTH, _ROW, _TALL_ROW, _HEIGHT, _TOP = 660, 30, 76, 300, 30
_CENTRE, _SPREAD, _SQUEEZE = _WIDTH / 2, 140.0, 100.0
_LABEL = 20
_NUMBERED = 14
_LANE = 22.0


@dataclass(frozen=True, slots=True)
class _Node:
    """A side: where it stands, how large it is, and the first pair it is in."""

    name: str
    x: float
    y: float
    radius: float
    events: int
    pair: int


@dataclass(frozen=True, slots=True)
class _Edge:
    """Conflict, or cooperation, from one side to another: how many events in words and in deeds.

    ``directed`` is false for what two sides do together.
    """

    left: str
    right: str
    is_conflict: bool
    directed: bool
    words: int
    deeds: int

    @property
    def number(self) -> int:
        """All events."""
        return self.words + self.deeds

    @property
    def kind(self) -> str:
        """Conflict or cooperation."""
        return "conflict" if self.is_conflict else "cooperation"


@dataclass(frozen=True, slots=True)
class _Arrow:
    """An edge as it is drawn; (x, y) is the middle of its curve."""

    edge: _Edge
    path: str
    x: float
    y: float


def network_picture(view: View, prefix: str) -> Html:
    """The picture; empty where no event joins two sides. Sides lead to their pairs in the list."""
    edges = _edges(view)
    if not edges:
        return Html()
    nodes = _nodes(view.pairs, edges)
    drawn = [_arrow(edge, nodes, edges) for edge in edges if edge.left in nodes and edge.right in nodes]
    rows = (len(nodes) + 1) // 2
    height = 2 * _TOP + _row_height(rows) * max(rows - 1, 1)
    times = [_times(arrow) for arrow in drawn if arrow.edge.number > 1] if len(drawn) <= _NUMBERED else []
    svg = tag(
        "svg",
        tag("title", "Who to whom", id=f"{prefix}nt"),
        tag("desc", _described(edges), id=f"{prefix}nd"),
        _heads(prefix),
        join(_curve(arrow, prefix) for arrow in drawn),
        join(times),
        join(_circle(node, prefix) for node in nodes.values()),
        viewBox=f"0 0 {_WIDTH} {height}",
        role="group",
        aria_labelledby=f"{prefix}nt {prefix}nd",
        class_="network",
    )
    more = len({name for edge in edges for name in (edge.left, edge.right)}) - len(nodes)
    cut = f"; {more} more sides only in the list" if more > 0 else ""
    caption = (
        "events told as having happened; red: conflict, blue: cooperation; dashed: only words; thicker: more"
    )
    return tag("figure", tag("div", svg, class_="wide"), tag("figcaption", caption + cut))


def _edges(view: View) -> list[_Edge]:
    """Edges from the facts told as real, in the order of their sides' names."""
    sides = Sides(view.record)
    numbers: dict[tuple[str, str, bool, bool], list[int]] = {}
    for fact in view.real:
        left = list(dict.fromkeys(sides.of(party) for party in fact.event.actors))
        right = list(dict.fromkeys(sides.of(party) for party in fact.event.recipients))
        quad = fact.event.quad_code
        joined = [(a, b) for a in left for b in right if a != b] if right else _together(left)
        for a, b in joined:
            numbers.setdefault((a, b, quad > 2, bool(right)), [0, 0])[(quad - 1) % 2] += 1
    return [_Edge(*key, *numbers[key]) for key in sorted(numbers)]


def _together(sides: list[str]) -> list[tuple[str, str]]:
    return [(a, b) for number, a in enumerate(sides) for b in sides[number + 1 :]]


def _nodes(pairs: tuple[Pair, ...], edges: list[_Edge]) -> dict[str, _Node]:
    """The busiest sides on an ellipse: rows at equal distance, so that no label meets another."""
    events: Counter[str] = Counter()
    for edge in edges:
        events[edge.left] += edge.number
        events[edge.right] += edge.number
    names = [name for name, _ in sorted(events.items(), key=lambda item: (-item[1], item[0]))[:_NODES]]
    columns = names[0::2], names[1::2]
    most = max(events.values())
    nodes = {}
    for side, column in zip((-1, 1), columns, strict=True):
        for row, name in enumerate(column):
            x, y = _place(row, len(column), len(columns[0]), side)
            radius = round(5 + 9 * sqrt(events[name] / most), 2)
            nodes[name] = _Node(name, x, y, radius, events[name], _first_pair(name, pairs))
    return nodes


def _row_height(rows: int) -> float:
    """Rows stand wide where they are few."""
    return max(_ROW, min(_TALL_ROW, _HEIGHT / max(rows, 1)))


def _place(row: int, rows: int, most: int, side: int) -> tuple[float, float]:
    height = _row_height(most)
    y = _TOP + row * height + (most - rows) * height / 2
    middle = (rows - 1) / 2
    bend = 1 - ((row - middle) / (middle + 1)) ** 2
    return round(_CENTRE + side * (_SQUEEZE + (_SPREAD - _SQUEEZE) * bend), 2), round(y, 2)


def _first_pair(name: str, pairs: tuple[Pair, ...]) -> int:
    """Number of the first pair in which the side stands."""
    for number, pair in enumerate(pairs, 1):
        if name in pair.sides:
            return number
    return 1


def _arrow(edge: _Edge, nodes: dict[str, _Node], edges: list[_Edge]) -> _Arrow:
    """A curve from rim to rim; edges between the same two sides bend apart."""
    a, b = nodes[edge.left], nodes[edge.right]
    same = [other for other in edges if {other.left, other.right} == {edge.left, edge.right}]
    way = 1 if edge.left < edge.right else -1
    lane = (same.index(edge) - (len(same) - 1) / 2) * way * _LANE
    length = hypot(b.x - a.x, b.y - a.y)
    across, along = (b.y - a.y) / length, (b.x - a.x) / length
    inward = _inward(a) if (a.x < _CENTRE) == (b.x < _CENTRE) else 0.0
    mx, my = (a.x + b.x) / 2 - across * lane + inward, (a.y + b.y) / 2 + along * lane
    (x1, y1), (x2, y2) = _rim(a, mx, my, 1), _rim(b, mx, my, 3 if edge.directed else 1)
    path = f"M{x1:.1f} {y1:.1f}Q{mx:.1f} {my:.1f} {x2:.1f} {y2:.1f}"
    return _Arrow(edge, path, round((x1 + 2 * mx + x2) / 4, 1), round((y1 + 2 * my + y2) / 4, 1))


def _inward(node: _Node) -> float:
    """How far a curve between two sides of one column bends towards the middle."""
    return 50.0 if node.x < _CENTRE else -50.0


def _rim(node: _Node, x: float, y: float, gap: float) -> tuple[float, float]:
    """The point of the node's rim towards (x, y), with a gap."""
    length = hypot(x - node.x, y - node.y) or 1.0
    reach = (node.radius + gap) / length
    return node.x + (x - node.x) * reach, node.y + (y - node.y) * reach


def _heads(prefix: str) -> Html:
    """Arrow heads for conflict and cooperation."""
    size = {"refX": 6, "refY": 4, "markerWidth": 9, "markerHeight": 9}
    heads = (
        tag(
            "marker",
            tag("path", d="M0 0L8 4L0 8z", class_=f"head {kind}"),
            id=f"{prefix}h-{kind}",
            viewBox="0 0 8 8",
            markerUnits="userSpaceOnUse",
            orient="auto",
            **size,
        )
        for kind in ("conflict", "cooperation")
    )
    return tag("defs", join(heads))


def _curve(arrow: _Arrow, prefix: str) -> Html:
    edge = arrow.edge
    return tag(
        "path",
        tag("title", _words(edge)),
        d=arrow.path,
        stroke_width=round(min(1.2 + 0.4 * edge.number, 5), 2),
        marker_end=f"url(#{prefix}h-{edge.kind})" if edge.directed else None,
        class_=f"edge {edge.kind}" + ("" if edge.deeds else " words"),
    )


def _times(arrow: _Arrow) -> Html:
    """How many events a curve stands for."""
    return tag("text", str(arrow.edge.number), x=arrow.x, y=round(arrow.y + 4, 1), class_="times")


def _circle(node: _Node, prefix: str) -> Html:
    is_left = node.x < _CENTRE
    gap = node.radius + 6
    name = node.name if len(node.name) <= _LABEL else node.name[: _LABEL - 1] + "…"
    label = tag(
        "text",
        name,
        x=round(node.x - gap if is_left else node.x + gap, 2),
        y=round(node.y + 4, 2),
        class_="name left" if is_left else "name",
    )
    words = f"{node.name}: {count(node.events, 'event')}"
    shape = tag("circle", cx=node.x, cy=node.y, r=node.radius, class_="node")
    return tag("a", tag("title", words), shape, label, href=f"#{prefix}p{node.pair}", aria_label=words)


def _words(edge: _Edge) -> str:
    arrow = "→" if edge.directed else "with"
    parts = [f"{edge.words} in words" if edge.words else "", f"{edge.deeds} in deeds" if edge.deeds else ""]
    return f"{edge.left} {arrow} {edge.right}: {edge.kind}, {' and '.join(part for part in parts if part)}"


def _described(edges: list[_Edge]) -> str:
    """The picture in words."""
    return "; ".join(_words(edge) for edge in edges)
