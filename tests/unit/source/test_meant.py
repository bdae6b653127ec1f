"""What was meant by a value in another form."""

from __future__ import annotations

import pytest

from modulebouwer.source.meant import (
    beyond_proxy,
    code_like,
    identifier_like,
    licence_like,
    minutes_like,
    pages_like,
)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("0.25", "15"), ("1,5", "90"), ("6,0", "6"), ("7,5", "8"), ("12.5", "13")],
)
def test_a_fraction_is_of_an_hour_only_where_it_is_small(written: str, minutes: str) -> None:
    assert minutes_like(written) == minutes


def test_a_letter_of_another_alphabet_is_taken_for_ours() -> None:
    assert identifier_like("d\u0430tum-w\u043e\u043erd") == "datum-woord"


@pytest.mark.parametrize(
    ("written", "licence"),
    [
        ("cc-by-sa", "CC BY-SA 4.0"),
        ("CC BY-AS 4.0", "CC BY-SA 4.0"),
        ("CC BY-SA-NC 4.0", "CC BY-NC-SA 4.0"),
        ("CC BY-SA4.0", "CC BY-SA 4.0"),
        ("CC BY 4.0 NL", "CC BY 4.0"),
        ("CC BY-ND-SA 4.0", ""),
        ("made by us", ""),
    ],
)
def test_a_licence_is_not_taken_for_one_that_allows_more(written: str, licence: str) -> None:
    assert licence_like(written) == licence


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cmp017", "CMP-017"),
        ("BUD-01", "BUD-001"),
        ("bud 1", "BUD-001"),
        ("CMP-O17", "CMP-017"),
        ("CMPP-017", "CMP-017"),
        ("A11Y-3", "A11Y-003"),
        ("BUD-99", ""),
        ("te ruim", ""),
    ],
)
def test_a_code(written: str, meant: str) -> None:
    assert code_like(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("pp. 18-12", "pp. 12-18"),
        ("blz. 3-5, 29–20", "blz. 3-5, 20–29"),
        ("pagina’s 29 - 20", "pagina’s 20 - 29"),
        ("18-12", "12-18"),
        ("pp. 118-22", ""),
        ("pp. 98-104", ""),
        ("art. 7-2", ""),
        ("§ 9-2", ""),
        ("hfst. 4-2", ""),
    ],
)
def test_pages(written: str, meant: str) -> None:
    assert pages_like(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://www-jstor-org.ezproxy.rug.nl/stable/1?seq=2", "https://www.jstor.org/stable/1?seq=2"),
        ("https://www.jstor.org.ezproxy.leidenuniv.nl:2443/stable/1", "https://www.jstor.org/stable/1"),
        ("https://www-jstor-org.rug.idm.oclc.org/stable/1", "https://www.jstor.org/stable/1"),
        ("https://www-jstor-org.proxy.rug.idm.oclc.org/stable/1", "https://www.jstor.org/stable/1"),
        ("https://doi-org.proxy.bieb.example/10.1000/1", "https://doi.org/10.1000/1"),
        ("https://kennisnet--po-nl.libproxy.uu.nl/1", "https://kennisnet-po.nl/1"),
        ("https://login.ezproxy.uu.nl/login?url=https://www.jstor.org/1", "https://www.jstor.org/1"),
        (
            "https://go.openathens.net/redirector/uu.nl?url=https%3A%2F%2Fwww.jstor.org%2F1",
            "https://www.jstor.org/1",
        ),
        ("https://proxy.voorbeeld.nl/uitleg", ""),
        ("https://www.voorbeeld.nl/proxy.html?url=https://www.jstor.org/1", ""),
        ("https://www.voorbeeldproxy.nl/1", ""),
        ("https://[::1/", ""),
    ],
)
def test_an_address_beyond_a_library(written: str, meant: str) -> None:
    assert beyond_proxy(written) == meant
