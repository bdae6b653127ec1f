"""The provider's key and certificate, read and never made here (docs/papers.md says how)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from cryptography.x509 import load_pem_x509_certificate

from modulebouwer.source.series import series_above
from modulebouwer.wrong_use import WrongUse

# Bits; what is shorter can be reckoned by others (NIST SP 800-131A).
SHORTEST = 2048


@dataclass(frozen=True)
class Keys:
    """PEM: the private key (as it is kept, maybe encrypted) with its passphrase, and the certificate."""

    key: bytes
    passphrase: bytes | None
    certificate: bytes


def read_keys(key: Path, certificate: Path, passphrase: str, module: Path, now: datetime.datetime) -> Keys:
    """Raises ``WrongUse``: a key in the folder of the module or of its series, one that cannot be read, that is not the
    certificate's or no RSA, and a certificate that cannot be read or does not count ``now`` (with a time zone).
    """
    if any(one.is_relative_to(folder) for one in both(key) for folder in kept_out_of(module)):
        raise WrongUse("key_in_module", path=key.as_posix())
    known = read_certificate(certificate)
    data, secret = private_key(key, passphrase)
    ours: Any = secret.public_key()
    found = load_pem_x509_certificate(known)
    if not isinstance(secret, RSAPrivateKey) or secret.key_size < SHORTEST:
        raise WrongUse("key_not_rsa", path=key.as_posix())
    if ours != found.public_key():
        raise WrongUse("key_of_another", path=key.as_posix(), certificate=certificate.as_posix())
    begins, ends = found.not_valid_before_utc, found.not_valid_after_utc
    if not begins <= now <= ends:
        values = {"begins": begins.date().isoformat(), "ends": ends.date().isoformat()}
        raise WrongUse("certificate_out_of_date", path=certificate.as_posix(), **values)
    protected = b"ENCRYPTED" in data
    return Keys(data, passphrase.encode() if protected else None, known)


def both(path: Path) -> tuple[Path, Path]:
    """Where it is named, and where it is: a link in a folder is in that folder too."""
    return path.parent.resolve() / path.name, path.resolve()


def kept_out_of(module: Path) -> Iterator[Path]:
    """The folders that are handed on: the module's, and that of its series."""
    yield from both(module)
    if above := series_above(module, module.as_posix()):
        yield above[0]


def read_certificate(path: Path) -> bytes:
    """The certificate (PEM). Raises ``WrongUse`` for what is none."""
    try:
        data = path.read_bytes()
        load_pem_x509_certificate(data)
    except (OSError, ValueError) as error:
        raise WrongUse("certificate_unreadable", path=path.as_posix()) from error
    return data


def private_key(path: Path, passphrase: str) -> tuple[bytes, Any]:
    """PEM as it is kept, and the key in it. A passphrase that it does not need is none of its business."""
    try:
        data = path.read_bytes()
        return data, load_pem_private_key(data, passphrase.encode() if b"ENCRYPTED" in data else None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise WrongUse("key_unreadable", path=path.as_posix()) from error


def public_key(certificate: bytes) -> bytes:
    """The public key of a certificate (PEM)."""
    found = load_pem_x509_certificate(certificate).public_key()
    return found.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
