"""What a word processor and a browser put on the clipboard, as Markdown."""

from __future__ import annotations

import pytest

from modulebouwer.preview.pasting import as_markdown

# As Word writes it (HTML of "Microsoft Word 15"): its lists are paragraphs with a sign.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1252">
<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} --></style></head>
<body lang=NL style='tab-interval:35.4pt'><!--StartFragment-->
<h1>Wat u doet<o:p></o:p></h1>
<p class=MsoNormal>Een gesprek heeft <b>één</b> doel, zie <a href="https://voorbeeld.nl/a">de uitleg</a>
en <i>niet</i> snake_case.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span><![endif]>Voorbereiden<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span><![endif]>Voeren<o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td width=100 valign=top><p class=MsoNormal>Wie<o:p></o:p></p></td>
<td><p class=MsoNormal>Wat<o:p></o:p></p></td></tr><tr><td><p class=MsoNormal>Anna<o:p></o:p></p></td>
<td><p class=MsoNormal>Leest<o:p></o:p></p></td></tr></table>
<p class=MsoNormal><img width=10 src="file:///C:/image001.png"><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>"""
WORD_SAYS = """## Wat u doet

Een gesprek heeft **één** doel, zie [de uitleg](https://voorbeeld.nl/a) en *niet* snake_case.

- Voorbereiden
- Voeren

| Wie | Wat |
|---|---|
| Anna | Leest |"""
# As Chromium writes what is copied out of a page, with the style of each element.
BROWSER = """<meta charset='utf-8'><ol style="color: rgb(0, 0, 0); font-style: normal;"><li>Een <strong
style="font-weight: 700;">zin</strong></li><li>Nog een</li></ol>"""


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (WORD, WORD_SAYS),
        (BROWSER, "1. Een **zin**\n2. Nog een"),
        ("<p>Eén <b>woord</b></p>", "Eén **woord**"),
        ("<b>Let op:</b>", "**Let op:**"),
        ("", ""),
    ],
)
def test_it_is_what_a_designer_would_have_written(page: str, says: str) -> None:
    assert as_markdown(page) == says


def test_without_a_reader_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypandoc", None)
    assert as_markdown(BROWSER) == ""
