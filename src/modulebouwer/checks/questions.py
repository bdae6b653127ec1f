"""Questions that can be answered right, tell why, and count for a score only where there is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from modulebouwer.checks.identifiers import unique
from modulebouwer.findings import Finding
from modulebouwer.model.components import Categorise, Choice, Match, Order, Question, ShortAnswer, TrueFalse
from modulebouwer.model.components.base import PartModel
from modulebouwer.model.module import LearningModule, PlacedComponent
from modulebouwer.source.validation import closest


def questions(module: LearningModule) -> Iterator[Finding]:
    for placed in module.components:
        model = placed.model
        if isinstance(model, Choice | Order | Match | Categorise):
            yield from twins(placed)
        if isinstance(model, Choice):
            yield from options(placed, model)
        if isinstance(model, Categorise):
            yield from categories(placed, model)
        if isinstance(model, ShortAnswer):
            yield from variants(placed, model)
        if isinstance(model, Choice | TrueFalse):
            yield from silence(placed, model)
    yield from score(module)


def twins(placed: PlacedComponent) -> Iterator[Finding]:
    """Parts that an answer could not tell apart, by their id, or that the learner could not, by their text."""
    for field in ("options", "items", "pairs", "categories"):
        parts: Sequence[PartModel] = getattr(placed.model, field, ())
        for name, code in (("id", "CMP-013"), ("text", "CMP-014"), ("title", "CMP-014")):
            named = (
                (getattr(part, name), placed.source.value_at(field, number, name))
                for number, part in enumerate(parts)
                if hasattr(part, name)
            )
            yield from unique(code, named)


def options(placed: PlacedComponent, choice: Choice) -> Iterator[Finding]:
    right = [number for number, option in enumerate(choice.options) if option.right]
    place = placed.source.at("options")
    if not right:
        yield Finding("CMP-010", place, {"id": choice.id})
    elif len(right) > 1 and not choice.multiple:
        second = placed.source.at("options", right[1], "right")
        yield Finding("CMP-011", second, {"id": choice.id, "count": len(right)})
    elif len(right) == len(choice.options):
        yield Finding("CMP-012", place, {"id": choice.id})


def categories(placed: PlacedComponent, model: Categorise) -> Iterator[Finding]:
    known = [category.id for category in model.categories]
    for number, item in enumerate(model.items):
        if item.category not in known:
            values = {"category": item.category, "known": ", ".join(known)}
            values["suggestion"] = closest(item.category, known)
            yield Finding("CMP-015", placed.source.value_at("items", number, "category"), values)


def variants(placed: PlacedComponent, model: ShortAnswer) -> Iterator[Finding]:
    """Accepted texts that come to the same, and mistakes that are accepted or already told of."""
    accepted: dict[str, str] = {}
    for number, text in enumerate(model.accepted):
        first = accepted.setdefault(fold(text), text)
        if first is not text:
            place = placed.source.value_at("accepted", number)
            yield Finding("CMP-019", place, {"text": text, "first": first})
    for number, mistake in enumerate(model.mistakes):
        for index, text in enumerate(mistake.answers):
            if fold(text) in accepted:
                place = placed.source.value_at("mistakes", number, "answers", index)
                yield Finding("CMP-020", place, {"text": text, "accepted": accepted[fold(text)]})


def silence(placed: PlacedComponent, model: Choice | TrueFalse) -> Iterator[Finding]:
    """Who chooses wrong learns most from why: by the option's own feedback or, failing that, the explanation."""
    if model.explanation is not None:
        return
    if isinstance(model, TrueFalse):
        wrong = "false" if model.answer else "true"
        if getattr(model, f"if_{wrong}") is None:
            values = {"name": f"if_{wrong}", "id": wrong}
            yield Finding("CMP-021", placed.source.at("answer"), values)
        return
    for number, option in enumerate(model.options):
        if not option.right and option.feedback is None:
            values = {"name": "feedback", "id": option.id}
            yield Finding("CMP-021", placed.source.at("options", number), values)


def score(module: LearningModule) -> Iterator[Finding]:
    """Graded questions, a pass mark and a rule that asks for it belong together."""
    if not module.complete:  # what could not be read may be what is missing
        return
    graded = [
        placed for placed in module.components if isinstance(placed.model, Question) and placed.model.graded
    ]
    definition = module.definition
    passing = definition.completion.score == "pass"
    if definition.pass_mark is None:
        for placed in graded:
            yield Finding("CMP-016", placed.source.at("graded"), {"id": getattr(placed.model, "id", "")})
    if not graded:
        if definition.pass_mark is not None:
            yield Finding("CMP-017", module.source.at("pass_mark"))
        if passing:
            yield Finding("CMP-018", module.source.at("completion", "score"))
    for placed in graded if passing else ():
        if isinstance(placed.model, Question) and placed.model.tries is not None:
            yield Finding("CMP-022", placed.source.at("tries"), {"id": placed.model.id})


def fold(text: str) -> str:
    """A text without what does not count in an answer, as ``fold`` in player/components/questions/right.ts."""
    marked = unicodedata.normalize("NFKD", text.replace("\u2212", "-"))
    letters = [c for c in marked if not c.isspace() and not unicodedata.category(c).startswith("M")]
    plain = "".join(letters).lower()
    return trimmed(plain) or plain


def trimmed(text: str) -> str:
    """``text`` without the punctuation (Unicode category P) around it; a number's minus and a percentage stay."""
    start, end = 0, len(text)
    while start < end and punctuation(text[start]) and not re.match(r"-\d", text[start:]):
        start += 1
    while end > start and punctuation(text[end - 1]) and text[end - 1] not in "%‰":
        end -= 1
    return text[start:end]


def punctuation(character: str) -> bool:
    return unicodedata.category(character).startswith("P")
