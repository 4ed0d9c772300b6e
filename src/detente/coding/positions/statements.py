"""Positions that no verb names: what a quoted party says that it will do, or that others must do."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.grammar import VERB_TAGS, child, kids
from detente.coding.positions.draft import Condition, Draft, Who
from detente.coding.positions.nesting import voiced
from detente.coding.positions.parties import same_side
from detente.coding.positions.reader import Reader
from detente.coding.positions.spans import content_range
from detente.record.types import Quote

_WILL = frozenset({"will", "'ll", "wo", "shall", "would", "'d"})
_MAY = frozenset({"may", "might", "could", "can"})
_HINTS = frozenset({"hint", "signal", "suggest", "indicate", "imply"})
_MUST = frozenset({"must"})
_SHOULD = frozenset({"should", "ought"})
_NEVER = frozenset({"can", "ca", "could"})
_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i"})
_PARTS = frozenset({"it", "this", "that", "there"})
_BLAME = frozenset({"behind", "involved", "responsible", "part", "role", "nothing", "guilty", "hand"})
_MUST_VERBS = {"have": "demand", "need": "demand"}


class Statements:
    """The drafts that the modal statements in one sentence's quotes make."""

    def __init__(
        self, reader: Reader, conditions: list[Condition], triggers: frozenset[int], taken: frozenset[int]
    ) -> None:
        self._r = reader
        self._s = reader.s
        self._conditions = conditions
        self._triggers = triggers
        self._taken = taken

    def drafts(self) -> Iterator[Draft]:
        """Drafts in text order."""
        for i, tag in enumerate(self._s.tags):
            if (tag in VERB_TAGS or self._s.deps[i] in {"ROOT", "ccomp", "conj"}) and i not in self._taken:
                draft = self._draft(i)
                if draft is not None:
                    yield draft

    def _draft(self, i: int) -> Draft | None:
        s, r = self._s, self._r
        quote = r.parties.quote(i)
        if quote is None or s.deps[i] in {"aux", "auxpass", "amod", "relcl", "acl", "advcl"}:
            return None
        if any(c.whole[0] <= i < c.whole[1] for c in self._conditions):
            return None
        group = self._group(i)
        subjects = self._subjects(i)
        if not subjects:
            return None
        voice = self._voice(quote, subjects, group)
        if voice is None:
            return None
        own = self._is_own(subjects, voice)
        if own:
            return self._own(i, group, quote, voice)
        return self._others(i, group, quote, voice, subjects)

    def _voice(self, quote: Quote, subjects: tuple[int, ...], group: frozenset[str]) -> Who | None:
        """Whose position a quote is; of an official whom the text gives to no state, the state that he says will act."""
        parties = self._r.parties
        voice = parties.speaks(quote)
        loose = parties.is_loose_official(voice) if voice is not None else parties.is_unnamed_official(quote)
        if loose and group & (_WILL | _MAY):
            known = [who for t in subjects for who in parties.at(t) if who.country is not None]
            return known[0] if known else voice
        return voice

    def _group(self, i: int) -> frozenset[str]:
        """Auxiliaries of verb i, those of the verb that it is coordinated with where it has none."""
        s = self._s
        own = frozenset(s.lowers[a] for a in kids(s, i, "aux", "auxpass"))
        if not own and s.deps[i] == "conj" and s.heads[i] != i and s.tags[i] == s.tags[s.heads[i]]:
            return self._group(s.heads[i])
        return own

    def _subjects(self, i: int) -> tuple[int, ...]:
        found = self._r.slots(i).fill.get("subj", ())
        passive = self._r.slots(i)
        if passive.passive:
            found = passive.fill.get("obj", ())
        return found or tuple(kids(self._s, i, "nsubj", "nsubjpass"))

    def _is_own(self, subjects: tuple[int, ...], voice: Who) -> bool:
        for t in subjects:
            if self._s.lowers[t] in {"we", "i"}:
                return True
            found = self._r.parties.at(t)
            if any(same_side(who, voice) for who in found):
                return True
        return False

    def _own(self, i: int, group: frozenset[str], quote: Quote, voice: Who) -> Draft | None:
        """What the speaker says of its own side."""
        deed = self._r.deed(i)
        negated = self._r.denies(i)
        if group & _WILL:
            act = "threaten" if self._is_otherwise(i) else self._will(deed, negated)
            return self._made(i, act, quote, voice, 0.75 if deed else 0.6, own=True)
        if group & _MAY and not negated and (self._is_hinted(i) or self._has_condition(i)):
            draft = self._made(i, "threaten" if deed == "harm" else "offer", quote, voice, 0.55, own=True)
            draft.firmness = 1
            return draft
        if group & _NEVER and negated:
            return self._made(i, "refuse", quote, voice, 0.65, own=True)
        if negated and self._is_denial(i, deed):
            return self._made(i, "deny", quote, voice, 0.6, own=False)
        return None

    def _is_otherwise(self, i: int) -> bool:
        return any(self._s.lowers[c] == "otherwise" for c in kids(self._s, i, "advmod"))

    def _is_hinted(self, i: int) -> bool:
        s = self._s
        return s.deps[i] == "ccomp" and s.lemmas[s.heads[i]] in _HINTS

    def _has_condition(self, i: int) -> bool:
        below = {i, *self._s.children[i]}
        kinds = {"if", "after", "unless", "in_return"}
        return any(c.anchor in below and c.kind in kinds for c in self._conditions)

    def _will(self, deed: str | None, negated: bool) -> str:
        if negated:
            return "promise" if deed == "harm" else "refuse"
        return {"harm": "threaten", "yield": "concede"}.get(deed or "", "promise")

    def _is_denial(self, i: int, deed: str | None) -> bool:
        s = self._s
        past = s.tags[i] in {"VBD", "VBN", "VBG"} or any(s.tags[a] == "VBD" for a in kids(s, i, "aux"))
        below = {s.lowers[c] for c in s.children[i]}
        return past and (deed == "harm" or bool(below & _BLAME))

    def _others(
        self, i: int, group: frozenset[str], quote: Quote, voice: Who, subjects: tuple[int, ...]
    ) -> Draft | None:
        """What the speaker says that others have to do, or what will be done with something of its own."""
        s = self._s
        have_to = (
            s.deps[i] == "xcomp"
            and s.lemmas[s.heads[i]] in _MUST_VERBS
            and any(s.tags[a] == "TO" for a in kids(s, i, "aux"))
        )
        known = [w for t in subjects for w in self._r.parties.at(t)]
        draft: Draft | None = None
        addressee = next((w for w in known if not same_side(w, voice)), None)
        if group & _MUST or have_to:
            draft = self._made(i, "demand", quote, voice, 0.75, own=False)
        elif group & _SHOULD:
            draft = self._made(i, "request", quote, voice, 0.65, own=False)
        elif group & _WILL and addressee is not None and self._is_punished(i):
            draft = self._made(i, "warn", quote, voice, 0.6, own=False)
        elif group & _WILL and not known:
            draft = self._of_things(i, quote, voice)
        elif group & _MAY and not known and self._is_hinted(i):
            draft = self._made(i, "offer", quote, voice, 0.5, own=False)
            draft.firmness = 1
        else:
            return None
        if draft is not None:
            draft.addressee = addressee
        return draft

    def _is_punished(self, i: int) -> bool:
        """ "Britain would bear the consequences"."""
        return self._s.lemmas[i] in {"bear", "face", "pay", "suffer", "regret"} and self._r.harms(i)

    def _of_things(self, i: int, quote: Quote, voice: Who) -> Draft | None:
        """ "said the prisoners would be freed", "said the work would resume once …"."""
        deed, passive = self._r.deed(i), self._r.slots(i).passive
        if not ((passive and deed) or self._has_condition(i)):
            return None
        return self._made(i, self._will(deed, self._r.denies(i)), quote, voice, 0.5, own=False)

    def _made(self, i: int, act: str, quote: Quote, voice: Who, weight: float, own: bool) -> Draft:
        s = self._s
        span = content_range(
            s, i, self._conditions, frozenset(t for t in self._triggers if self._bars(t, i)), verb_first=own
        )
        speaker = voiced(self._r, i, voice)
        return Draft(
            sentence=s,
            trigger=(i,),
            act=act,
            party=voice,
            content_head=i,
            content=span,
            firmness=3 if act in {"threaten", "warn"} else 2,
            weight=weight,
            source=f"statement “{s.lemmas[i]}” → {act}",
            speaker=speaker,
            quote=quote,
        )

    def _bars(self, trigger: int, head: int) -> bool:
        s = self._s
        return (
            s.deps[trigger] == "conj"
            and s.tags[trigger] in {"VBD", "VBZ"}
            and child(s, head, "aux") is not None
        )
