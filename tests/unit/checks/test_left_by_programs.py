"""What a program leaves in captions, and what somebody says in the film."""

from __future__ import annotations

import pytest

from modulebouwer.checks.left_by_programs import left_in

LEFT = (
    "Ondertiteling door de Amara.org gemeenschap", "Ondertitels ingediend door de Amara.org gemeenschap",
    "TV GELDERLAND 2021", "Ondertiteld door TV Gelderland", "Ondertiteling: Bert van der Meulen",
    "Subtitles by the Amara.org community", "- Subtitles by Steamteamextra", "Transcribed by https://otter.ai",
    "(Transcribed by TurboScribe.ai. Go Unlimited to remove this message.)", "<v Jan>Captioned by Rev",
    "Untertitel der Amara.org-Community", "Untertitelung des ZDF, 2020", "Untertitel im Auftrag des ZDF für funk, 2017",
    "Sous-titres réalisés par la communauté d'Amara.org", "Sous-titrage ST' 501",
    "Deze automatisch gegenereerde ondertiteling kan fouten bevatten.",
)  # fmt: skip
SAID = (
    "Bedankt voor het kijken.", "Zet de ondertiteling aan.", "Wie schreef de ondertiteling?", "Transcript: een gesprek",
    "De ondertiteling door de leerling zelf was raak, zei ze.", "Captions help everybody.", "Untertitel helfen.",
    "TV kijken in Gelderland", "Wij zijn ondertitelaars.",
)  # fmt: skip


@pytest.mark.parametrize("line", LEFT)
def test_nobody_says_it(line: str) -> None:
    assert [*left_in(f"WEBVTT\n\n00:00.500 --> 00:02.000\n{line}\n")]


@pytest.mark.parametrize("line", SAID)
def test_somebody_may_say_it(line: str) -> None:
    assert not [*left_in(f"WEBVTT\n\n00:00.500 --> 00:02.000\n{line}\n")]


@pytest.mark.parametrize("block", ["NOTE", "STYLE", "WEBVTT"])
def test_what_is_no_caption_nobody_sees(block: str) -> None:
    assert not [
        *left_in(f"WEBVTT\n\n{block}\nSubtitles by the Amara.org community\n\n00:00.5 --> 00:02.0\nDag.\n")
    ]
