"""A module → its launch page's body, once for all standards."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from markdown_it.token import Token
from markupsafe import Markup

from modulebouwer import resources
from modulebouwer.components.component import ComponentModel, PlacedComponent
from modulebouwer.findings import Finding, Location
from modulebouwer.model.brand import BrandDefinition
from modulebouwer.model.colophon import pieces
from modulebouwer.model.locale import Locale, fill, plural
from modulebouwer.model.look import Look, Templates, TextFile
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.package.file_tree import file_tree
from modulebouwer.render.citations import Bibliography, cited_works
from modulebouwer.render.components import prose_view
from modulebouwer.render.course import Course, CourseSection
from modulebouwer.render.drawings import in_both_schemes
from modulebouwer.render.environment import RenderError, environment
from modulebouwer.render.image_size import image_size
from modulebouwer.render.learning_resource import licence_address
from modulebouwer.render.prose import Scope, render_prose, unique_id
from modulebouwer.render.style_sheet import style_sheet
from modulebouwer.render.template_mistakes import field_finding, syntax_finding
from modulebouwer.render.typefaces import typefaces

AS_TYPED = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)
# The heading of an assignment, as the components' templates have it; those of the text have an id and no class.
ASSIGNMENT = re.compile(r'<h3( class="(?:prompt|component-title|case-title)".*?</h)3>', re.DOTALL)
# CSS pixels.
LOGO_HEIGHT = 48
# What Python raises for an expression that cannot be computed, such as {{ 1 + "a" }}.
EXPRESSION_ERRORS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


def render(module: LearningModule, look: Look) -> Course:
    """The module as a ``Course``. Expects a module that the checks let through.

    Raises ``RenderError`` for a mistake in a template.
    """
    definition, locale = module.definition, look.locale
    templates = environment(look.templates)
    page = Page(module, templates, locale, look.brand)
    try:
        body = templates.get_template("page.html.j2").render(page.context())
    except (TemplateError, *EXPRESSION_ERRORS) as error:
        if not isinstance(error, TemplateError) and not in_template(error):
            raise
        raise RenderError(template_finding(error, look.templates)) from error
    used = page.used_media
    media = {file.path: file.data for file in module.all_media if file.path in used}
    body, media = in_both_schemes(body, media, look.skin.text)
    parts = parts_of([c.model for c in module.shown_components])
    return Course(
        definition=definition,
        direction=locale.direction,
        sections=tuple(CourseSection(s.id, s.head.title, s.head.minutes) for s in module.sections),
        components=module.recorded,
        scripts=(*scripts(module), *(["drawings"] if "<picture>" in body else [])),
        page=without_indentation(body),
        style=style(look, parts),
        words=player_words(locale, parts),
        privacy=privacy(locale, definition.answers),
        media=file_tree(media),
        choice=locale.page["language"],
        logo=page.logo_element(),
    )


def without_indentation(html: str) -> str:
    """``html`` without the white space that lines begin with; inside pre and textarea it means something."""
    pieces = AS_TYPED.split(html)
    pieces[::2] = [re.sub(r"\n\s+", "\n", piece) for piece in pieces[::2]]
    return "".join(pieces)


def scripts(module: LearningModule) -> tuple[str, ...]:
    """The parts of the player beyond its core: what is taken along, and those of the components in use."""
    names = parts_of([c.model for c in module.shown_components if c.model.scripted()])
    return ("portfolio", *(name for name in names if resources.has_player_part(name)))


def parts_of(models: Iterable[ComponentModel]) -> tuple[str, ...]:
    """The names of what ``models`` are made of: what they share first, then their own."""
    used = list(models)
    families = {family for model in used for family in model.families}
    return (*sorted(families), *sorted({model.component for model in used}))


def player_words(locale: Locale, parts: Iterable[str]) -> Mapping[str, Any]:
    """What the page's scripts say: the player's words, and those of the components in use."""
    return {
        **locale.player,
        "components": {name: locale.components[name] for name in parts if name in locale.components},
    }


def style(look: Look, parts: Iterable[str]) -> str:
    """The page's style sheet, what all components can use, the sheets of those in use, and the skin; no comments."""
    own = (f"components/{place}{name}/style.css" for name in parts for place in ("shared/", ""))
    sheets = [look.templates.get(name) for name in ("base.css", "components/shared/parts/style.css", *own)]
    return typefaces(look.skin.text) + style_sheet(*(sheet.text for sheet in (*sheets, look.skin) if sheet))


def privacy(locale: Locale, answers: str) -> Mapping[str, str]:
    """Who can read the answers, for each place that may keep them: ``lms`` or ``store`` (a learning record store)."""
    words = locale.page["privacy"]
    if answers == "device":
        return {"lms": words["device"], "store": words["device"]}
    suffix = "_report" if answers == "report" else ""
    return {place: words[place + suffix] for place in ("lms", "store")}


def in_template(error: BaseException) -> bool:
    """Whether a template's line raised ``error``: what it shows was made before, so the mistake is the designer's."""
    return any(frame.filename.endswith(".j2") for frame in traceback.extract_tb(error.__traceback__))


def template_finding(error: Exception, templates: Templates) -> Finding:
    """Where a template goes wrong: its name and line, from the error itself or from Jinja's rewritten traceback."""
    page, values = "page.html.j2", {"error": str(error)}
    place = Location(templates.path(page))
    if isinstance(error, TemplateSyntaxError):
        name = error.name or page
        file = templates.get(name)
        mistaken = TextFile(templates.path(name), file.text if file else "")
        return syntax_finding(error, mistaken, environment(templates))
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            place = Location(Path(name).as_posix(), trace.tb_lineno)
        trace = trace.tb_next
    return field_finding(error, place) or Finding("SKN-003", place, values)


@dataclass
class Page:
    """Gathers what ``page.html.j2`` shows. ``used_media`` fills while the prose is rendered."""

    module: LearningModule
    templates: Environment
    locale: Locale
    brand: BrandDefinition | None = None

    def __post_init__(self) -> None:
        self.language = self.module.definition.language
        self.words = {**self.locale.page, "components": self.locale.components}
        self.used_media: set[str] = set()
        self.media = {file.path: file for file in self.module.all_media}
        self.sizes = {file.path: image_size(file.data) for file in self.module.all_media}
        references = [{**reference.csl, "id": reference.id} for reference in self.module.all_references]
        self.bibliography = Bibliography(references, self.locale, self.language)
        taken: set[str] = set()
        self.places = {
            reference.id: unique_id(reference.id, taken) for reference in self.module.all_references
        }

    def context(self) -> dict[str, Any]:
        definition, locale = self.module.definition, self.locale
        return {
            "words": self.words,
            "module": definition,
            "sections": [self.section(section) for section in self.module.sections],
            "terms": self.terms(),
            "themes": [
                {
                    "id": t.id,
                    "title": t.title,
                    "url": t.url,
                    "where": self.brand.where if self.brand and t.module and not t.url else None,
                    "why": self.prose(f"theme-{t.id}", self.module.theme_prose[t.id]),
                }
                for t in definition.themes
            ],
            "references": [
                {"id": self.places[key], "html": Markup(html)} for key, html in self.bibliography.entries()
            ]
            if self.module.all_references
            else [],
            "tasks": len(self.module.recorded),
            "rule": self.rule(),
            "study_load": locale.about(definition.study_load),
            "cover": self.figure(definition.cover.picture) if definition.cover.picture else {},
            "section_count": plural(locale.page["section_count"], len(self.module.sections)),
            "date": locale.date(definition.date),
            "licence": licence_address(definition.licence) if definition.licence else None,
            "logo": self.logo(),
            "colophon": [
                *self.provenance(),
                *([self.brand.colophon] if self.brand and self.brand.colophon else []),
            ],
        }

    def provenance(self) -> Iterator[str]:
        """Who made and who checked the pieces that say so, a sentence each."""
        words = self.locale.page["provenance"]
        for name in self.module.drafted_by:
            yield fill(words["unchecked"], what=words["translation"], made_by=name)
        for piece in pieces(self.module):
            told = piece.provenance
            checked = told.checked_by and told.checked_on
            yield fill(
                words["checked" if checked else "unchecked"],
                what=fill(words[piece.kind], title=piece.title),
                made_by=told.made_by,
                checked_by=told.checked_by,
                date=self.locale.date(told.checked_on) if told.checked_on else "",
            )

    def logo(self) -> dict[str, Any] | None:
        """The brand's picture, as high as two lines; None without one."""
        if not (self.brand and self.brand.logo):
            return None
        size = self.figure(self.brand.logo)
        width = round(size["width"] * LOGO_HEIGHT / size["height"]) if size.get("height") else None
        return {
            "src": self.brand.logo,
            "alt": self.module.definition.publisher or "",
            "height": LOGO_HEIGHT,
            "width": width,
        }

    def logo_element(self) -> str:
        """The same as HTML, "" without one."""
        said = (self.logo() or {}).items()
        attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in said if value is not None)
        return f"<p><img{attributes}></p>" if attributes else ""

    def rule(self) -> str:
        """What finishing asks, in words."""
        completion, words = self.module.definition.completion, self.locale.page["rule"]
        rule: str = words[f"{completion.sections}_{completion.components}"]
        if completion.score == "none":
            return rule
        return f"{rule} {fill(words['score'], mark=self.module.definition.pass_mark)}"

    def section(self, section: Section) -> dict[str, Any]:
        head = section.head
        return {
            "id": section.id,
            "title": head.title,
            "goals": head.goals,
            "minutes_text": plural(self.locale.page["minutes"], head.minutes),
            "duration": self.locale.duration(head.minutes),
            "html": outlined(self.prose(section.id, section.body)),
        }

    def terms(self) -> list[Markup]:
        """The glossary's entries in the order of the alphabet."""
        terms = sorted(
            self.module.glossary, key=lambda placed: (placed.model.glossary_entry() or "").casefold()
        )
        return [self.component(placed) for placed in terms]

    def prose(self, prefix: str, markdown: Markdown) -> Markup:
        scope = Scope(prefix, self.locale.page, self.figure, self.cite, self.placed)
        return render_prose(markdown, scope)

    def cite(self, token: Token) -> str:
        """A citation as links to the reference list: "(Boxall & Purcell, 2008, p. 12; …)"."""
        items = cited_works(token, self.locale)
        if token.meta["narrative"] and items[0].key not in self.places:
            return escape(token.content)
        if token.meta["narrative"]:
            return self.cite_link(items[0].key, self.bibliography.in_sentence(items[0], token))
        links = [self.cite_link(key, html) for key, html in self.bibliography.parenthetical(items)]
        return f"({'; '.join(links)})"

    def cite_link(self, key: str, html: str) -> str:
        return f'<a class="cite" href="#ref-{self.places[key]}">{html}</a>'

    def figure(self, path: str) -> Mapping[str, Any]:
        self.used_media.add(path)
        size = self.sizes.get(path)
        return {"width": size[0], "height": size[1]} if size else {}

    def packed(self, path: str) -> bytes:
        self.used_media.add(path)
        return self.read(path)

    def read(self, path: str) -> bytes:
        return self.media[path].data

    def size_in_words(self, size: int) -> str:
        return self.locale.file_size(size)

    def number_in_words(self, number: float) -> str:
        return self.locale.number(number)

    def placed(self, placed: PlacedComponent) -> str:
        """A component in the running text; what belongs in the glossary stands there."""
        return "" if placed.model.glossary_entry() is not None else self.component(placed)

    def component(self, placed: PlacedComponent) -> Markup:
        model = placed.model
        place = f"{PurePosixPath(placed.location.path).stem}-{placed.location.line}"
        name = f"{model.component}-{placed.id or place}"
        html = {way: self.prose("-".join([name, *map(str, way)]), text) for way, text in placed.prose.items()}
        template = self.templates.get_template(f"components/{model.component}/component.html.j2")
        return Markup(
            template.render(
                component=model,
                prose=prose_view(model, html),
                words=self.words,
                own=self.locale.components.get(model.component, {}),
                name=name,
                scope=" ".join((*model.families, model.component)),
                **model.view(self.module.siblings, self),
            )
        )


def outlined(section: str) -> Markup:
    """``section`` with its assignments under the heading that they stand below; before the first, beside it.

    No level of the outline is passed over (WCAG 2.2, 1.3.1; html-validate's heading-level).
    """
    before, heading, after = str(section).partition("<h2 id=")
    return Markup(ASSIGNMENT.sub(r"<h2\g<1>2>", before) + heading + after)
