"""What a program that writes down speech leaves in captions and transcripts, and nobody says in the film."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.module import LearningModule

# Whoever made the captions it was trained on, or itself; in the languages of learners.
BY = (
    r"(?:(?:ondertitel(?:s|ing|ingen)|sub ?titles?|untertitel(?:ung)?|sous-titr(?:es|age)|ûndertitel(?:s|ing)):"
    r"|(?:ondertitel(?:d|s|ing|ingen)|getranscribeerd|transcriptie)(?: ingediend| gemaakt| verzorgd)? door"
    r"|(?:sub ?titles?|subtitled|captions?|captioned|transcribed|transcript(?:ion)?)(?: (?:provided|created))? by"
    r"|(?:untertitel(?:ung)?|untertitelt|transkribiert)(?: von| der| des| im auftrag)"
    r"|sous-titr(?:es|age|é)(?: (?:réalisée?s?|fournis|créée?s?))?(?: par| st['’]| société)"
    r"|ûndertitel(?:s|ing) troch)"
)
LEFT = re.compile(
    rf"^[ \t]*(?:<[^>\n]*>|[-–—\[(♪*])*[ \t]*(?P<said>{BY}[ ][^\n]{{2,60}}"
    r"|tv gelderland(?: \d{4})?\W*|[^\n]*\b(?:amara\.org|otter\.ai|turboscribe(?:\.ai)?|happyscribe\.com)\b[^\n]*"
    r"|[^\n]*\b(?:automatisch gegenereerde? (?:ondertitel|transcript)\w*|auto-?generated (?:captions?|transcript))\b"
    r"[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
# Of WebVTT what is no caption: notes, styles, the first lines.
UNSEEN = ("NOTE", "STYLE", "REGION", "WEBVTT")


def left_by_programs(module: LearningModule) -> Iterator[Finding]:
    """MED-621, once in each file of captions and each transcript."""
    for file in module.all_media:
        if file.path.endswith(".vtt"):
            text = file.data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
            if found := next(left_in(text), None):
                line = text.count("\n", 0, found.start("said")) + 1
                place = Location(module.media_location(file).path, line)
                yield Finding("MED-621", place, {"said": shortened(found["said"])})
    for component in module.components:
        transcript = component.prose.get(("transcript",))
        if transcript and (found := next(left_in(transcript.text), None)):
            place = transcript.at(found.start("said"))
            yield Finding("MED-621", place, {"said": shortened(found["said"])})


def left_in(text: str) -> Iterator[re.Match[str]]:
    for found in LEFT.finditer(text):
        if not is_no_caption(text, found.start()):
            yield found


def is_no_caption(text: str, at: int) -> bool:
    """Whether what stands at an offset of WebVTT is in a block that is not shown: a note, a style."""
    block = text[text.rfind("\n\n", 0, at) + 1 : at].lstrip()
    return block.startswith(UNSEEN)
