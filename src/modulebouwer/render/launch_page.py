"""The launch page: one HTML file with style, script and course inside, and the policy that holds it to that."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from typing import Any

from modulebouwer import resources
from modulebouwer.model.interactions import Interaction, RecordedComponent
from modulebouwer.render.course import Course

# Marks the page as scripted before anything is painted; takes it back when the player's start fails, so that the
# whole text is readable again.
HEAD_SCRIPT = (
    '(function(r){r.classList.add("js");addEventListener("error",function(){'
    'r.classList.contains("ready")||r.classList.remove("js")})})(document.documentElement)'
)


def launch_page(course: Course, *, standard: str, script: str, connect: bool) -> bytes:
    """The UTF-8 bytes of ``index.html``.

    ``standard`` is the name that the player shows; ``script`` its bundle, before which those of the components go.
    ``connect``: the script may talk to any https host (cmi5, xAPI: the LMS tells the address of the record store at
    launch); answers then live in such a store.
    """
    definition = course.definition
    programs = [*(resources.player_part(name) for name in course.scripts), script]
    script = "\n".join(program.strip() for program in programs).replace("</script", "<\\/script")
    data = json.dumps(course_json(course, standard), ensure_ascii=False, separators=(",", ":")).replace(
        "<", "\\u003c"
    )
    policy = content_security_policy(course.style, (HEAD_SCRIPT, script), connect)
    privacy = escape(course.privacy["store" if connect else "lms"])
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{escape(definition.language)}" dir="{course.direction}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escape(definition.title)}</title>",
            f"<style>{course.style}</style>",
            f"<script>{HEAD_SCRIPT}</script>",
            "</head>",
            "<body>",
            course.page.replace("<!--privacy-->", privacy),
            f'<script type="application/json" id="course">{data}</script>',
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        )
    ).encode()


def content_security_policy(style: str, scripts: tuple[str, ...], connect: bool) -> str:
    """Content Security Policy level 3: nothing but this file, the media beside it and, with ``connect``, https."""
    directives = [
        "default-src 'none'",
        "script-src " + " ".join(sha256(script) for script in scripts),
        "style-src " + sha256(style),
        "img-src 'self' data:",
        "media-src 'self' data:",
        "font-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    ]
    if connect:
        directives.append("connect-src https: http://localhost:* http://127.0.0.1:*")
    return "; ".join(directives)


def sha256(text: str) -> str:
    """A CSP hash source of an inline element's text (CSP level 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def course_json(course: Course, standard: str) -> dict[str, Any]:
    """``Course`` as player/course.ts has it."""
    definition = course.definition
    return {
        "identifier": definition.identifier,
        "iri": definition.iri,
        "version": definition.version,
        "title": definition.title,
        "publisher": definition.publisher or "",
        "language": definition.language,
        "date": definition.date.isoformat(),
        "studyLoad": definition.study_load,
        "objectives": [{"id": objective.id, "text": objective.text} for objective in definition.objectives],
        "standard": standard,
        "sections": [{"id": s.id, "title": s.title, "minutes": s.minutes} for s in course.sections],
        "components": [component_json(component) for component in course.components],
        "interactions": [
            interaction_json(interaction, component)
            for component in course.components
            for interaction in component.interactions
        ],
        "completion": definition.completion.model_dump(),
        "passMark": definition.pass_mark or 0,
        "answers": definition.answers,
        "words": course.words,
    }


def component_json(component: RecordedComponent) -> dict[str, Any]:
    """``RecordedComponent`` as player/course.ts has it."""
    return {
        "id": component.id,
        "kind": component.kind,
        "section": component.section,
        "title": component.title,
        "required": component.required,
        "graded": component.graded,
        "interactions": [interaction.id for interaction in component.interactions],
        "settings": component.settings,
    }


def interaction_json(interaction: Interaction, component: RecordedComponent) -> dict[str, Any]:
    """``Interaction`` as player/course.ts has it; what is empty is left out."""
    responses = {"options": interaction.options, "targets": interaction.targets}
    return {
        "id": interaction.id,
        "component": component.kind,
        "section": component.section,
        "prompt": interaction.prompt,
        "type": interaction.type,
        "maxLength": interaction.max_length,
        "required": component.required,
        **{name: [vars(one) for one in found] for name, found in responses.items() if found},
        **({"right": interaction.right} if interaction.right else {}),
    }
