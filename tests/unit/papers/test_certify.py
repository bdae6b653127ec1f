"""A certificate is the provider's or it is refused: another key, one changed byte, a date to come."""

from __future__ import annotations

import datetime
import decimal
import hashlib
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID
from openbadgeslib.ob3.verifier import OB3Verifier
from pypdf import PdfReader

from modulebouwer.cli import main
from modulebouwer.new import scaffold
from modulebouwer.papers.certify.credential import signed, token_in
from modulebouwer.papers.certify.keys import public_key, read_keys
from modulebouwer.papers.certify.verifying import verdict
from modulebouwer.wrong_use import WrongUse
from unit.papers import moodle_exports as moodle

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


@pytest.fixture
def anew(provider: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A provider's folder in which nothing was made yet; the key's passphrase is known."""
    for name in ("ours-key.pem", "ours.pem"):
        (tmp_path / name).write_bytes((provider / name).read_bytes())
    shutil.copytree(provider / "les", tmp_path / "les")
    monkeypatch.setenv("MODULEBOUWER_KEY_PASSPHRASE", "geheim")
    return tmp_path


def certified(folder: Path, people: str | bytes) -> tuple[int, list[str]]:
    """The exit code, and the PDFs that are there after it."""
    data = people if isinstance(people, bytes) else people.encode()
    (folder / "deelnemers.csv").write_bytes(data)
    code = certify(folder)
    start = "les-1.0.0-certificaat-"
    return code, sorted(path.stem.removeprefix(start) for path in (folder / "uit").glob("*.pdf"))


HEAD = "Naam;E-mailadres;Datum\n"


def test_an_export_that_tells_who_opened_makes_no_certificate(
    anew: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert certified(anew, moodle.separated(moodle.basic(), "\t")) == (1, [])
    assert "ATT-009" in capsys.readouterr().err


def test_an_export_that_tells_who_completed_makes_one_for_those_alone(
    anew: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    module = anew / "les/module.yaml"
    text = module.read_text("utf-8")
    module.write_text(text.replace("Een goed gesprek", moodle.TITLE), "utf-8")
    code, made = certified(anew, moodle.separated(moodle.interactions(), "\t"))
    assert (code, made) == (0, ["piet-van-der-berg", "sanne-de-vries", "zoe-bronsted-celik"])
    assert "ATT-012" in capsys.readouterr().err


def test_the_report_of_another_activity_makes_none(anew: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert certified(anew, moodle.separated(moodle.interactions(), "\t")) == (1, [])
    assert certified(anew, moodle.separated(moodle.progress(), "\t")) == (1, [])
    told = capsys.readouterr().err
    assert "ATT-009" in told
    assert "ATT-010" in told


@pytest.mark.parametrize(
    "row", ["Ander gesprek;ander;1.0.0", "Ander gesprek;;1.0.0", "Een goed gesprek;ander;1.0.0"]
)
def test_the_list_of_another_module_makes_none(
    row: str, anew: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = f"Naam;E-mailadres;Datum;Module;Kenmerk;Versie\nSanne;s@x.invalid;2026-01-20;{row}\n"
    assert certified(anew, people) == (1, [])
    assert "ATT-011" in capsys.readouterr().err


def test_what_attendance_writes_is_taken(anew: Path) -> None:
    members = "Nummer;E-mail\n1;s@x.invalid\n"
    (anew / "export.csv").write_text(
        "Naam;E-mail;Status;Datum\nSanne;s@x.invalid;Voltooid;2026-01-20\n", "utf-8"
    )
    (anew / "leden.csv").write_text(members, "utf-8")
    command = [
        "attendance",
        str(anew / "les"),
        str(anew / "export.csv"),
        "--numbers",
        str(anew / "leden.csv"),
    ]
    assert main([*command, "--output", str(anew), "--lang", "nl"]) == 0
    assert certified(anew, (anew / "les-1.0.0-aanwezig.csv").read_bytes()) == (0, ["sanne"])


@pytest.mark.parametrize(
    "row", ["Sanne;s@x.invalid;in mei", "Sanne;s@x.invalid;2999-01-20", ";s@x.invalid;2026-01-20"]
)
def test_no_certificate_without_a_name_or_a_day_that_has_been(
    row: str, anew: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert certified(anew, f"{HEAD}{row}\nNoor;n@x.invalid;2026-01-21\n") == (0, ["noor"])
    assert "deelnemers.csv:2:1: waarschuwing ATT-008" in capsys.readouterr().err


@pytest.mark.parametrize("row", ["Sanne;s@x.invalid;1999-01-20;", "Sanne;s@x.invalid;2026-01-20;0.9.0"])
def test_no_certificate_for_another_version(row: str, anew: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert certified(anew, f"Naam;E-mailadres;Datum;Versie\n{row}\n") == (0, [])
    assert "ATT-013" in capsys.readouterr().err


def test_people_that_cannot_be_told_apart_get_none(anew: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = "Jan Jansen;d@x.invalid;2026-01-20\nPiet Pietersen;d@x.invalid;2026-01-20\nNoor;;2026-01-21\n"
    assert certified(anew, HEAD + people) == (0, ["noor"])
    assert "ATT-014" in capsys.readouterr().err


def test_of_two_attempts_the_first_counts(anew: Path) -> None:
    assert certified(anew, HEAD + "Jan;j@x.invalid;2026-01-22\nJan;j@x.invalid;2026-01-20\n") == (0, ["jan"])
    token = (anew / "uit/les-1.0.0-certificaat-jan.jwt").read_text("ascii")
    assert claims_of(token)["awardedDate"] == "2026-01-20T00:00:00Z"


def claims_of(token: str) -> Any:
    import jwt

    return jwt.decode(token.strip(), options={"verify_signature": False})


def test_nobodys_files_take_the_place_of_anothers(anew: Path) -> None:
    first = HEAD + "Jan Jansen;een@x.invalid;2026-01-20\n"
    assert certified(anew, first) == (0, ["jan-jansen"])
    kept = (anew / "uit/les-1.0.0-certificaat-jan-jansen.jwt").read_bytes()
    assert certified(anew, HEAD + "Jan Jansen;twee@x.invalid;2026-01-20\n") == (
        0,
        ["jan-jansen", "jan-jansen-2"],
    )
    assert (anew / "uit/les-1.0.0-certificaat-jan-jansen.jwt").read_bytes() == kept
    # The same again, for the same people, is no new file.
    assert certified(anew, first)[1] == ["jan-jansen", "jan-jansen-2"]


def test_names_in_other_scripts_name_their_files(anew: Path) -> None:
    people = HEAD + "Νίκος Παπαδάκης;n@x.invalid;2026-01-20\nОльга;o@x.invalid;2026-01-20\n"
    assert certified(anew, people) == (0, ["νίκος-παπαδάκης", "ольга"])


def test_an_address_that_is_nobodys_issues_nothing(anew: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module = anew / "les/module.yaml"
    text = module.read_text("utf-8")
    module.write_text(text.replace("https://example.org/", "https://modulebouwer.example/"), "utf-8")
    assert certified(anew, HEAD + "Jan;j@x.invalid;2026-01-20\n") == (2, [])
    assert "modulebouwer.example" in capsys.readouterr().err


def test_nothing_is_signed_with_a_certificate_that_does_not_count(provider: Path) -> None:
    key, certificate = provider / "ours-key.pem", provider / "ours.pem"
    for days in (-60, 900):
        with pytest.raises(WrongUse) as raised:
            read_keys(key, certificate, "geheim", provider / "les", NOW + datetime.timedelta(days=days))
        assert raised.value.key == "certificate_out_of_date"


def test_a_key_that_goes_out_with_the_module_is_refused(provider: Path, tmp_path: Path) -> None:
    """Beside it in the folder of its series, or by a link in its own."""
    shutil.copytree(provider / "les", tmp_path / "reeks/les")
    (tmp_path / "reeks/series.yaml").write_text("defaults: {}\n", "utf-8")
    (tmp_path / "reeks/key.pem").write_bytes((provider / "ours-key.pem").read_bytes())
    (tmp_path / "reeks/les/link.pem").symlink_to(provider / "ours-key.pem")
    for key in ("key.pem", "les/link.pem"):
        with pytest.raises(WrongUse) as raised:
            read_keys(tmp_path / "reeks" / key, provider / "ours.pem", "geheim", tmp_path / "reeks/les", NOW)
        assert raised.value.key == "key_in_module", key


def test_what_is_no_key_or_certificate_is_told_as_that(provider: Path, tmp_path: Path) -> None:
    elliptic = ec.generate_private_key(ec.SECP256R1())
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (tmp_path / "ec.pem").write_bytes(elliptic.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    ours = provider / "ours-key.pem", provider / "ours.pem"
    for key, certificate, passphrase, expected in (
        (tmp_path / "ec.pem", ours[1], "", "key_not_rsa"),
        (ours[1], ours[1], "", "key_unreadable"),
        (ours[0], ours[1], "anders", "key_unreadable"),
        (ours[0], ours[1], "", "key_unreadable"),
        (tmp_path / "weg.pem", ours[1], "", "key_unreadable"),
        (tmp_path, ours[1], "", "key_unreadable"),
        (ours[0], ours[0], "geheim", "certificate_unreadable"),
        (ours[0], tmp_path / "weg.pem", "geheim", "certificate_unreadable"),
        (ours[0], tmp_path, "geheim", "certificate_unreadable"),
    ):
        with pytest.raises(WrongUse) as raised:
            read_keys(key, certificate, passphrase, provider / "les", NOW)
        assert raised.value.key == expected, (key, certificate)


def test_a_key_without_a_passphrase_does_not_mind_one(provider: Path) -> None:
    found = read_keys(provider / "other-key.pem", provider / "other.pem", "geheim", provider / "les", NOW)
    assert found.passphrase is None


def test_a_badge_that_was_made_with_a_clock_ahead_is_refused(provider: Path) -> None:
    """For a day that has been: the moment of signing is in it too."""
    keys = read_keys(provider / "ours-key.pem", provider / "ours.pem", "geheim", provider / "les", NOW)
    ahead = NOW + datetime.timedelta(days=365)
    token = signed(claims_of(of(provider, "jwt").decode()), keys, ahead).encode()
    ours = (provider / "ours.pem").read_bytes()
    assert verdict(token, ours, NOW) == "not_yet"
    assert verdict(token, ours, ahead) == "valid"


def test_the_picture_around_the_credential_may_not_be_changed(provider: Path) -> None:
    data, ours = of(provider, "svg"), (provider / "ours.pem").read_bytes()
    assert verdict(data.replace(b"Een goed", b"Een heel"), ours, NOW) == "drawing"
    for place in range(0, len(data), 23):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert verdict(changed, ours, NOW) != "valid", place


def test_one_bad_file_costs_no_other_its_verdict(
    provider: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = str(provider / "uit/les-1.0.0-certificaat-zoe-de-vries.pdf")
    (tmp_path / "leeg").write_bytes(b"")
    (tmp_path / "half.pdf").write_bytes(Path(good).read_bytes()[:9000])
    bad = [str(tmp_path), str(tmp_path / "weg.pdf"), str(tmp_path / "leeg"), str(tmp_path / "half.pdf")]
    capsys.readouterr()
    command = ["certify", "--verify", *bad, good, "--certificate", str(provider / "ours.pem"), "--lang", "nl"]
    assert main(command) == 1
    told = capsys.readouterr().out.splitlines()
    assert len(told) == len(bad) + 1
    assert all(": ongeldig: " in line for line in told[:-1])
    for other in (str(tmp_path / "weg.pem"), str(tmp_path), str(provider / "ours-key.pem"), good):
        assert main(["certify", "--verify", good, "--certificate", other, "--lang", "nl"]) == 2
        assert "geen certificaat" in capsys.readouterr().err


@pytest.mark.parametrize("raised", [AttributeError, decimal.InvalidOperation, RecursionError, OverflowError])
def test_whatever_a_broken_pdf_does_to_the_library_it_is_refused(
    raised: type[Exception], provider: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyhanko.sign.validation

    def broken(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(pyhanko.sign.validation, "validate_pdf_signature", broken)
    assert verdict(of(provider, "pdf"), (provider / "ours.pem").read_bytes(), NOW) == "unreadable"


def test_every_byte_around_the_signature_counts(provider: Path) -> None:
    """The signature cannot cover its own place in the file: capitals, a second algorithm, another version."""
    data, ours = of(provider, "pdf"), (provider / "ours.pem").read_bytes()
    begin = data.index(b"/Contents <") + 11
    for place in range(begin, begin + 120):
        for changed in {data[place] ^ 1, data[place] ^ 32}:
            found = verdict(data[:place] + bytes([changed]) + data[place + 1 :], ours, NOW)
            assert found != "valid", place - begin


def test_a_name_that_no_typeface_has_costs_nobody_else_theirs(
    anew: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A private character (Unicode, 23.5) is in none; who has one in their name still gets the badge."""
    people = (
        "Li \U0010fffd;l@x.invalid;2026-01-20\nJan;j@x.invalid;2026-01-20\nM\u200bo;m@x.invalid;2026-01-20\n"
    )
    assert certified(anew, HEAD + people) == (1, ["jan", "mo"])
    assert re.search(r"deelnemers\.csv:2:1: fout PAP-003 .*li\.pdf", capsys.readouterr().err)
    made = {path.suffix for path in (anew / "uit").glob("*-li.*")}
    assert made == {".jwt", ".svg"}


@pytest.mark.parametrize(
    ("email", "kind", "known"),
    [("J@x.invalid", "emailAddress", "j@x.invalid"), ("", "name", "Jan"), ("niet-een-adres", "name", "Jan")],
)
def test_a_badge_names_nobody_in_plain_text(email: str, kind: str, known: str, anew: Path) -> None:
    assert certified(anew, HEAD + f"Jan;{email};2026-01-20\n")[0] == 0
    found = claims_of((anew / "uit/les-1.0.0-certificaat-jan.jwt").read_text("ascii"))
    (who,) = found["credentialSubject"]["identifier"]
    expected = hashlib.sha256(f"{known}{who['salt']}".encode()).hexdigest()
    assert (who["identityType"], who["hashed"], who["identityHash"]) == (kind, True, f"sha256${expected}")
    assert "Jan" not in json.dumps(found)


def test_a_series_is_asked_for_one_module(anew: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scaffold(anew / "tweede", "nl", datetime.date(2026, 1, 2))
    (anew / "deelnemers.csv").write_text(HEAD, "utf-8")
    assert certify(anew, module="") == 2
    assert main(["attendance", str(anew), str(anew / "deelnemers.csv"), "--lang", "nl"]) == 2
    told = capsys.readouterr().err
    assert told.count("Kies uit: ") == 2
    assert "les, " in told


def test_a_name_over_two_lines_is_one(anew: Path) -> None:
    assert certified(anew, HEAD + '"Sanne\nde  Vries";s@x.invalid;2026-01-20\n') == (0, ["sanne-de-vries"])
    (page,) = PdfReader(anew / "uit/les-1.0.0-certificaat-sanne-de-vries.pdf").pages
    text = " ".join(page.extract_text().split())
    assert "Certificaat van deelname" in text
    assert "Sanne de Vries rondde de volgende module af: Een goed gesprek." in text
    assert "(0,2 uur;" in (anew / "uit/les-1.0.0-edubadges.txt").read_text("utf-8")
