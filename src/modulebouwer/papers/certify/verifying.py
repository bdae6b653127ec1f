"""Whether a certificate or a credential is the provider's, unchanged, and valid at a moment.

Each gives the key of a sentence in ``catalogue/papers``, under ``certificate: verdicts``.
"""

from __future__ import annotations

import datetime
import io
import logging
from collections.abc import Sequence
from typing import Any

from asn1crypto.cms import ContentInfo, SignedData, SignerIdentifier
from cryptography.x509 import load_pem_x509_certificate

from modulebouwer.papers.certify.credential import ALGORITHM, baked, is_picture, token_in
from modulebouwer.papers.certify.keys import public_key


def verdict(data: bytes, certificate: bytes, now: datetime.datetime) -> str:
    """``data``: a signed PDF, a baked SVG or a JWT; ``certificate``: the provider's (PEM); ``now`` has a time zone."""
    judge = of_pdf if data.startswith(b"%PDF-") else of_credential
    found = judge(data, certificate, now)
    provider = load_pem_x509_certificate(certificate)
    if found == "valid" and now < provider.not_valid_before_utc:
        return "not_yet"
    if found == "valid" and now > provider.not_valid_after_utc:
        # Nothing but the signer's own word says that it was signed before that day.
        return "expired"
    return found


def of_credential(data: bytes, certificate: bytes, now: datetime.datetime) -> str:
    from joserfc import jwt
    from joserfc.errors import BadSignatureError, JoseError
    from joserfc.jwk import RSAKey
    from joserfc.jws import JWSRegistry

    # A key in the header and a whole credential are longer than the library expects of tokens at a door.
    registry = JWSRegistry(algorithms=[ALGORITHM])
    registry.max_header_length, registry.max_payload_length = 4096, 100_000
    try:
        token = token_in(data)
        found = jwt.decode(token, RSAKey.import_key(public_key(certificate)), registry=registry)
    except BadSignatureError:
        return "not_ours"
    except (JoseError, ValueError):
        return "unreadable"
    claims: dict[str, Any] = found.claims
    moments = [claims.get("nbf"), claims.get("iat", 0)]
    if "OpenBadgeCredential" not in claims.get("type", ()) or not all(
        isinstance(one, int) for one in moments
    ):
        return "unreadable"
    if max(moments) > now.timestamp():
        return "not_yet"
    # Only the credential is signed; of the picture it is known how it was drawn.
    if is_picture(data) and data != baked(token, claims["name"], claims["issuer"]["name"]):
        return "drawing"
    return "valid"


def of_pdf(data: bytes, certificate: bytes, now: datetime.datetime) -> str:
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    # The verdict is told in a sentence; the library's own lines would come between.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    trusted = next(iter(load_certs_from_pemder_data(certificate)))
    try:
        signatures = PdfFileReader(io.BytesIO(data)).embedded_signatures
        if len(signatures) != 1:
            return "unsigned"
        context = ValidationContext(trust_roots=[trusted], moment=now, allow_fetching=False)
        # A certificate as openssl makes it says nothing of its use; whose it is, is what counts here.
        usage = KeyUsageConstraints(key_usage=set())
        room = signatures[0].byte_range
        status = validate_pdf_signature(signatures[0], context, key_usage_settings=usage)
    except Exception:  # noqa: BLE001 - of a broken PDF the library raises whatever it stumbles over; it is refused
        return "unreadable"
    try:
        whole = as_signed(room, data)
    except (ValueError, TypeError, KeyError):
        return "unreadable"
    if (
        not (whole and status.intact and status.valid)
        or status.coverage is not SignatureCoverageLevel.ENTIRE_FILE
    ):
        return "changed"
    if status.signer_reported_dt and status.signer_reported_dt > now:
        return "not_yet"
    return "valid" if status.trusted and status.signing_cert.dump() == trusted.dump() else "not_ours"


def as_signed(byte_range: Sequence[int], data: bytes) -> bool:
    """Whether the room for the signature holds what ``certify`` puts there, byte for byte.

    The signature cannot cover itself: what stands around it (RFC 5652, 5.1) is made again, in capital hexadecimals with
    zeros behind. Raises ``ValueError`` when what stands there is no signature.
    """
    _, first, second, _ = byte_range
    room = data[first + 1 : second - 1]
    kept = ContentInfo.load(bytes.fromhex(room.decode("ascii")))
    (signer,), (certificate,) = kept["content"]["signer_infos"], kept["content"]["certificates"]
    algorithm = {"algorithm": signer["digest_algorithm"]["algorithm"].native}
    again = SignedData(
        {
            "version": "v1",
            "digest_algorithms": [algorithm],
            "encap_content_info": {"content_type": "data"},
            "certificates": [certificate],
            "signer_infos": [
                {
                    "version": "v1",
                    "sid": SignerIdentifier(
                        name="issuer_and_serial_number",
                        value={
                            "issuer": certificate.chosen.issuer,
                            "serial_number": certificate.chosen.serial_number,
                        },
                    ),
                    "digest_algorithm": algorithm,
                    "signed_attrs": signer["signed_attrs"],
                    "signature_algorithm": {"algorithm": signer["signature_algorithm"]["algorithm"].native},
                    "signature": signer["signature"],
                }
            ],
        }
    )
    made: bytes = ContentInfo({"content_type": "signed_data", "content": again}).dump()
    return room == made.hex().upper().encode("ascii").ljust(len(room), b"0")
