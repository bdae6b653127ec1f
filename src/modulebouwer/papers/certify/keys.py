"""The provider's key and certificate, read and never made here (docs/papers.md says how)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modulebouwer.wrong_use import WrongUse


@dataclass(frozen=True)
class Keys:
    """PEM: the private key (as it is kept, maybe encrypted) with its passphrase, and the certificate."""

    key: bytes
    passphrase: bytes | None
    certificate: bytes


def read_keys(key: Path, certificate: Path, passphrase: str, module: Path) -> Keys:
    """Raises ``WrongUse``: a key in the module's folder, one that cannot be read, one that is not the certificate's."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificate

    if key.resolve().is_relative_to(module.resolve()):
        raise WrongUse("key_in_module", path=key.as_posix())
    try:
        keys = Keys(key.read_bytes(), passphrase.encode() or None, certificate.read_bytes())
        private = load_pem_private_key(keys.key, keys.passphrase)
        known = load_pem_x509_certificate(keys.certificate)
    except (OSError, ValueError, TypeError) as error:
        raise WrongUse("key_unreadable", path=key.as_posix(), why=str(error)) from error
    ours: Any = private.public_key()
    if getattr(private, "key_size", 0) < 2048 or ours != known.public_key():
        raise WrongUse("key_of_another", path=key.as_posix(), certificate=certificate.as_posix())
    return keys


def public_key(certificate: bytes) -> bytes:
    """The public key of a certificate (PEM)."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from cryptography.x509 import load_pem_x509_certificate

    found = load_pem_x509_certificate(certificate).public_key()
    return found.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
