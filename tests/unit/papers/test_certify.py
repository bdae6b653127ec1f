"""A certificate is the provider's or it is refused: another key, one changed byte, a date to come."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from openbadgeslib.ob3.verifier import OB3Verifier
from pypdf import PdfReader

from modulebouwer.cli import main
from modulebouwer.new import scaffold
from modulebouwer.papers.certify.credential import token_in
from modulebouwer.papers.certify.keys import public_key
from modulebouwer.papers.certify.verifying import verdict

# Later than anything that is signed while the tests run.
NOW = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
PEOPLE = """\
Registratienummer;Naam;E-mailadres;Datum
100001;Zoë de Vries;zoe@example.invalid;2026-01-20
100002;Joris Hoekstra;joris@example.invalid;2026-01-21
100002;Joris Hoekstra;JORIS@example.invalid;2026-01-21
100003;Noor;noor@example.invalid;2999-01-01
"""


def made_keys(folder: Path, name: str, *, passphrase: str = "", bits: int = 2048) -> tuple[Path, Path]:
    """As the documentation has them made by openssl: a key, and a certificate that signs itself."""
    key = rsa.generate_private_key(65537, bits)
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Schoolleiders samen")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - datetime.timedelta(days=30))
        .not_valid_after(NOW + datetime.timedelta(days=800))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    kept: Any = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    paths = folder / f"{name}-key.pem", folder / f"{name}.pem"
    pem = serialization.Encoding.PEM
    paths[0].write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, kept))
    paths[1].write_bytes(certificate.public_bytes(pem))
    return paths


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the keys of two providers, a module, and what one of them handed out in ``uit``."""
    folder = tmp_path_factory.mktemp("provider")
    made_keys(folder, "ours", passphrase="geheim")
    made_keys(folder, "other")
    scaffold(folder / "les", "nl", datetime.date(2026, 1, 2))
    with (folder / "les/module.yaml").open("a", encoding="utf-8") as file:
        file.write("publisher: Schoolleiders samen\nbase_iri: https://example.org/modules\n")
    (folder / "deelnemers.csv").write_bytes(PEOPLE.encode("cp1252"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MODULEBOUWER_KEY_PASSPHRASE", "geheim")
        assert certify(folder) == 0
    return folder


def certify(folder: Path, key: str = "ours", certificate: str = "ours", module: str = "les") -> int:
    return main(
        [
            "certify", str(folder / module), str(folder / "deelnemers.csv"), "--key", str(folder / f"{key}-key.pem"),
            "--certificate", str(folder / f"{certificate}.pem"), "--output", str(folder / "uit"), "--lang", "nl",
        ]
    )  # fmt: skip


def of(provider: Path, form: str) -> bytes:
    return (provider / f"uit/les-1.0.0-certificaat-zoe-de-vries.{form}").read_bytes()


def test_each_who_completed_once_and_nobody_from_the_future(provider: Path) -> None:
    people, forms = ("joris-hoekstra", "zoe-de-vries"), ("jwt", "pdf", "svg")
    expected = {f"les-1.0.0-certificaat-{who}.{form}" for who in people for form in forms}
    assert {path.name for path in (provider / "uit").iterdir()} == {*expected, "les-1.0.0-edubadges.txt"}


@pytest.mark.parametrize("form", ["pdf", "svg", "jwt"])
def test_ours_is_valid_and_anothers_is_not(form: str, provider: Path) -> None:
    data = of(provider, form)
    ours, other = ((provider / f"{name}.pem").read_bytes() for name in ("ours", "other"))
    assert verdict(data, ours, NOW) == "valid"
    assert verdict(data, other, NOW) == "not_ours"


@pytest.mark.parametrize("form", ["pdf", "svg", "jwt"])
def test_one_changed_byte_is_refused_wherever_it_is(form: str, provider: Path) -> None:
    data, ours = of(provider, form), (provider / "ours.pem").read_bytes()
    begin = data.index(b'verify="') + 8 if form == "svg" else 0
    end = data.index(b'"', begin) if form == "svg" else len(data) - 1
    for place in range(begin, end, max(1, (end - begin) // 60)):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert verdict(changed, ours, NOW) != "valid", place


@pytest.mark.parametrize("form", ["pdf", "svg", "jwt"])
def test_what_was_made_with_a_clock_a_year_ahead_is_refused(form: str, provider: Path) -> None:
    """Seen from a year before: the same as a file from a clock that ran a year ahead."""
    before = NOW - datetime.timedelta(days=365)
    assert verdict(of(provider, form), (provider / "ours.pem").read_bytes(), before) != "valid"


@pytest.mark.parametrize("form", ["pdf", "svg", "jwt"])
def test_after_the_certificate_has_run_out_that_is_told(form: str, provider: Path) -> None:
    later, ours = NOW + datetime.timedelta(days=900), (provider / "ours.pem").read_bytes()
    assert verdict(of(provider, form), ours, later) == "expired"


def test_a_library_that_did_not_make_it_takes_the_credential(provider: Path) -> None:
    key = public_key((provider / "ours.pem").read_bytes())
    for form in ("jwt", "svg"):
        token = token_in(of(provider, form))
        if form == "svg":
            assert OB3Verifier.extract_token_from_svg(of(provider, form)) == token
        found = OB3Verifier(key).verify(token)
        assert found.name == "Een goed gesprek"
    other = OB3Verifier(public_key((provider / "other.pem").read_bytes()))
    with pytest.raises(Exception, match=r"(?i)signature|verif"):
        other.verify(token)


def claims(provider: Path) -> Any:
    import jwt

    key = public_key((provider / "ours.pem").read_bytes())
    return jwt.decode(
        of(provider, "jwt").decode().strip(), key, algorithms=["RS256"], options={"verify_aud": False}
    )


def test_the_credential_says_what_was_asked_and_no_mail_address(provider: Path) -> None:
    found = claims(provider)
    achievement = found["credentialSubject"]["achievement"]
    assert achievement["name"] == "Een goed gesprek"
    narrative = achievement["criteria"]["narrative"]
    assert "alle 2 secties geopend en 2 verplichte onderdelen gedaan" in narrative
    assert "* U kiest de woorden waarmee u begint." in narrative
    assert "Studielast: 15 minuten." in narrative
    (who,) = found["credentialSubject"]["identifier"]
    expected = hashlib.sha256(f"zoe@example.invalid{who['salt']}".encode()).hexdigest()
    assert (who["identityHash"], who["hashed"]) == (f"sha256${expected}", True)
    assert "example.invalid" not in json.dumps(found)
    assert (found["iss"], found["jti"]) == (found["issuer"]["id"], found["id"])
    assert found["nbf"] == int(datetime.datetime(2026, 1, 20, tzinfo=datetime.UTC).timestamp())


def test_the_credential_has_what_the_specification_requires(provider: Path) -> None:
    """Open Badges 3.0, B.1: the required properties of each class, and the order of the contexts."""
    found = claims(provider)
    assert found["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert found["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0")
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(found["type"])
    for part, required in (
        (found, {"@context", "id", "type", "name", "issuer", "validFrom", "credentialSubject"}),
        (found["issuer"], {"id", "type"}),
        (found["credentialSubject"], {"type", "achievement"}),
        (found["credentialSubject"]["achievement"], {"id", "type", "name", "description", "criteria"}),
        (found["credentialSubject"]["identifier"][0], {"type", "hashed", "identityHash", "identityType"}),
    ):
        assert required <= part.keys()


def test_the_signature_of_the_pdf_is_sound_without_the_library_that_made_it(provider: Path) -> None:
    """RFC 5652, 5.4: the digest of what is signed stands among the signed attributes, and those are signed."""
    from asn1crypto import cms

    data = of(provider, "pdf")
    field: Any = PdfReader(io.BytesIO(data)).get_fields()
    signature = field["Provider"]["/V"]
    one, two, three, four = map(int, signature["/ByteRange"])
    assert (one, three + four) == (0, len(data))
    content = cms.ContentInfo.load(bytes.fromhex(data[one + two + 1 : three - 1].decode()))
    (signer,) = content["content"]["signer_infos"]
    attributes = {one["type"].native: one["values"][0].native for one in signer["signed_attrs"]}
    assert attributes["message_digest"] == hashlib.sha256(data[:two] + data[three:]).digest()
    key: Any = serialization.load_pem_public_key(public_key((provider / "ours.pem").read_bytes()))
    signed = signer["signed_attrs"].untag().dump()
    key.verify(signer["signature"].native, signed, padding.PKCS1v15(), hashes.SHA256())


def test_the_pages_say_who_what_and_when(provider: Path) -> None:
    (page,) = PdfReader(io.BytesIO(of(provider, "pdf"))).pages
    text = " ".join(page.extract_text().split())
    for words in (
        "Zoë de Vries",
        "Een goed gesprek",
        "20 januari 2026",
        "Schoolleiders samen",
        "geen accreditatie",
    ):
        assert words in text
    sheet = (provider / "uit/les-1.0.0-edubadges.txt").read_text("utf-8")
    assert "Studielast: 15 minuten" in sheet


def test_verify_tells_each_file_and_fails_for_one(provider: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    good, bad = provider / "uit/les-1.0.0-certificaat-zoe-de-vries.pdf", provider / "anders.jwt"
    bad.write_bytes(of(provider, "jwt").replace(b".", b".A", 1))
    verify = ["certify", "--verify", "--certificate", str(provider / "ours.pem"), "--lang", "nl"]
    assert main([*verify, str(good)]) == 0
    assert main([*verify, str(good), str(bad)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"{good.as_posix()}: geldig"
    assert "ongeldig" in told[2]


def test_a_key_in_the_module_or_of_another_is_refused(
    provider: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert certify(provider, certificate="other", key="ours") == 2
    monkeypatch.setenv("MODULEBOUWER_KEY_PASSPHRASE", "geheim")
    assert certify(provider, certificate="other", key="ours") == 2
    made_keys(provider / "les", "lek")
    assert certify(provider, key="les/lek", certificate="les/lek") == 2
    told = capsys.readouterr().err
    assert "hoort niet bij" in told
    assert "in de map van de module" in told
    for path in (provider / "les").glob("lek*"):
        path.unlink()


def test_who_issues_must_be_known(
    provider: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODULEBOUWER_KEY_PASSPHRASE", "geheim")
    scaffold(provider / "naamloos", "nl", datetime.date(2026, 1, 2))
    assert certify(provider, module="naamloos") == 2
    assert "publisher of base_iri" in capsys.readouterr().err
