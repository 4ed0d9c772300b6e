"""What a row's act is once its content is seen: the rows that hang on it ("ready to", "expects", "insisted that")."""

from __future__ import annotations

from collections.abc import Callable

from detente.coding.grammar import child, kids
from detente.coding.positions.draft import Slots
from detente.coding.positions.reader import Reader

Meaning = tuple[str, int | None]
"""An act of the ledger and the head of its content."""

HINTED = "hinted "
"""Stands before an act that is only hinted at."""

_RULED_OUT = frozenset({"rule", "exclude"})
_HARMFUL = frozenset(
    "force war attack strike action invasion sanction retaliation intervention option measure withdrawal".split()
)
_WILL = frozenset({"will", "would", "'ll", "shall"})
_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i"})


class Meanings:
    """Acts of one sentence's predicates."""

    def __init__(self, reader: Reader) -> None:
        self._r = reader
        self._s = reader.s
        self._by_name: dict[str, Callable[[int | None, Slots], Meaning | None]] = {
            "agree": self._agreed,
            "sign": self._agreed,
            "ready": self._ready,
            "want": self._wanted,
            "wish": self._wished,
            "state": self._insisted,
            "assure": self._assured,
            "hint": self._hinted,
            "refuse": self._refused,
            "promise": self._promised,
            "reject_subject": lambda head, _: ("refuse", head),
            "deny_subject": lambda head, _: ("deny", head),
            "renew": lambda _head, _slots: None,
        }

    def of(self, act: str, head: int | None, slots: Slots) -> Meaning | None:
        """The act and the head of its content; None where it is no position after all."""
        by_name = self._by_name.get(act)
        return (act, head) if by_name is None else by_name(head, slots)

    def _agreed(self, head: int | None, slots: Slots) -> Meaning | None:
        """What two agree or sign with each other is an event of both, and the position of neither."""
        subjects = slots.fill.get("subj", ())
        known = {who.id for t in subjects for who in self._r.parties.at(t)}
        if head is not None and any(self._s.lowers[a] == "must" for a in kids(self._s, head, "aux")):
            return "demand", head
        return ("accept", head) if len(known) < 2 else None

    def _ready(self, head: int | None, _: Slots) -> Meaning:
        return ("warn" if self._harms(head) else "offer"), head

    def _promised(self, head: int | None, _: Slots) -> Meaning:
        """A promise; of harm it is a threat, of a no it is a refusal ("promised to veto the bill")."""
        found = None if head is None or not self._s.tags[head].startswith("V") else self._r.row(head)
        if found is not None and found[0].act == "refuse":
            return "refuse", head
        return ("threaten" if self._harms(head) else "promise"), head

    def _harms(self, head: int | None) -> bool:
        return head is not None and self._s.tags[head].startswith("V") and self._r.harms(head)

    def _wanted(self, head: int | None, slots: Slots) -> Meaning | None:
        """ "said it wants a new constitution"; what the reporter says that somebody wants is his own opinion."""
        quoted = self._r.parties.quote(slots.head) is not None
        return ("demand", head) if quoted and head is not None and not self._r.parties.at(head) else None

    def _hinted(self, head: int | None, _: Slots) -> Meaning | None:
        """ "did not rule out force", "would not rule out talks"."""
        if head is None:
            return None
        words = {self._s.lemmas[head], *(self._s.lemmas[c] for c in self._s.children[head])}
        harm = bool(words & _HARMFUL) or self._harms(head)
        return HINTED + ("threaten" if harm else "offer"), head

    def _refused(self, head: int | None, slots: Slots) -> Meaning | None:
        """A refusal; "refused to rule out force" only hints."""
        if head is None or self._s.lemmas[head] not in _RULED_OUT or head == slots.head:
            return "refuse", head
        return self._hinted(next(iter(self._r.slots(head).fill.get("obj", ())), None), slots)

    def _assured(self, head: int | None, _: Slots) -> Meaning | None:
        """ "assured Iran that it would": a promise; "assured Iran that it had": none."""
        if head is None or not any(self._s.lowers[a] in _WILL for a in kids(self._s, head, "aux")):
            return None
        return "promise", head

    def _wished(self, head: int | None, slots: Slots) -> Meaning | None:
        """ "expects Iran to leave" demands; "expects rain", "wants to join" and "expects prices to rise" do not."""
        if head is None:
            return None
        subject = child(self._s, head, "nsubj", "nsubjpass")
        if self._s.lemmas[head] == "see" and subject is None:
            return self._seen(head)
        if subject is None:
            subject = next(iter(slots.fill.get("obj", ())), None)
        if subject is None or subject in slots.fill.get("subj", ()):
            return None
        if not self._r.has_form(head, "infinitive") and self._s.tags[head] not in {"VBN", "JJ"}:
            return None
        expected = self._s.lemmas[slots.head] == "expect" and not self._r.parties.at(subject)
        return None if expected else ("demand", head)

    def _seen(self, head: int) -> Meaning | None:
        """ "wants to see the troops leave"."""
        seen = self._r.slots(head).fill
        inner = next(iter(seen.get("ccomp") or seen.get("obj") or seen.get("xcomp") or ()), None)
        return None if inner is None else ("demand", inner)

    def _insisted(self, head: int | None, slots: Slots) -> Meaning | None:
        """ "insisted that Iran leave" demands; "insisted it had left" only states."""
        if head is None or not self._r.has_form(head, "subjunctive"):
            return None
        subject = child(self._s, head, "nsubj", "nsubjpass")
        if subject is None:
            return None
        passive = child(self._s, head, "nsubjpass") is not None
        if self._s.lowers[subject] in _PRONOUNS and not passive:
            return None
        mine = {who.id for t in slots.fill.get("subj", ()) for who in self._r.parties.at(t)}
        theirs = (
            {who.id for who in self._r.parties.at(subject)}
            if self._s.lowers[subject] not in _PRONOUNS
            else set()
        )
        return None if mine & theirs else ("demand", head)
