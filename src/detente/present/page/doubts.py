"""What to doubt, on the page: accounts that disagree, defects, what was left out; and what made the record."""

from __future__ import annotations

from detente.present.page.items import Sheet, line, unordered
from detente.present.page.marks import passage_marks
from detente.present.page.markup import Html, join, tag
from detente.present.view import Finding, LeftOut
from detente.record.types import Conflict, Defect, Rejection


def conflicts_part(sheet: Sheet) -> Html:
    """Accounts that cannot both be true; a click marks all of them."""
    items = [_finding(sheet, "x", number, found) for number, found in enumerate(sheet.view.conflicts, 1)]
    return sheet.part("conflicts", "Accounts that disagree", unordered(items))


def defects_part(sheet: Sheet) -> Html:
    """Text that a careful editor would stop at."""
    items = [_finding(sheet, "w", number, found) for number, found in enumerate(sheet.view.defects, 1)]
    return sheet.part("defects", "Defects of the text", unordered(items))


def left_out_part(sheet: Sheet) -> Html:
    """What was seen and not coded, by stage and reason, folded."""
    numbers = iter(range(1, len(sheet.view.record.rejections) + 1))
    groups = [_group(sheet, group, [next(numbers) for _ in group.items]) for group in sheet.view.left_out]
    return sheet.part("left", "Left out", join(groups), note="seen and not coded, and why")


def coder_part(sheet: Sheet) -> Html:
    """Report and versions, for whoever must cite or repeat it."""
    report, coder = sheet.view.record.report, sheet.view.record.coder
    rows = [
        ("report", report.id),
        ("address", report.url),
        ("sha256", report.sha256),
        ("coder", coder.version),
        ("codebook", coder.codebook),
        ("knowledge", coder.knowledge),
        ("model", coder.model),
    ]
    terms = [tag("div", tag("dt", name), tag("dd", value)) for name, value in rows if value]
    return sheet.part("made", "Made from", tag("dl", join(terms)))


def _finding(sheet: Sheet, kind: str, number: int, finding: Finding) -> Html:
    accounts = [
        f"“{value}”" + (f" §{where}" if where else " in the title") for value, where in finding.accounts
    ]
    meant = (
        tag("span", f"meant perhaps: {finding.suggestion}", class_="quiet") if finding.suggestion else None
    )
    head = join([tag("strong", finding.kind), " against ".join(accounts), finding.explanation, meant], " ")
    first = finding.accounts[0][1] if finding.accounts else None
    marks = passage_marks(_spans(finding.item), sheet.view.record)
    if first is None:
        return tag("li", head)
    return line(sheet, head, sheet.anchor(kind, number), first, marks)


def _spans(item: Conflict | Defect) -> list[tuple[int, int]]:
    """Passages in the text."""
    if isinstance(item, Conflict):
        return [(account.start, account.end) for account in item.items]
    return [(item.start, item.end)] if item.field == "text" else []


def _group(sheet: Sheet, group: LeftOut, numbers: list[int]) -> Html:
    head = tag("summary", f"{group.stage}: {group.reason} ({len(group.items)})")
    items = [
        _rejection(sheet, number, rejection) for number, rejection in zip(numbers, group.items, strict=True)
    ]
    return tag("details", head, unordered(items))


def _rejection(sheet: Sheet, number: int, rejection: Rejection) -> Html:
    if rejection.start is None or rejection.end is None:
        return tag("li", rejection.detail)
    span = rejection.start, rejection.end
    head = join([tag("span", f"“{sheet.view.surface(span)}”", class_="trigger"), rejection.detail], " ")
    sentence = sheet.view.sentences.number(span[0])
    return line(sheet, head, sheet.anchor("z", number), sentence, passage_marks([span], sheet.view.record))
