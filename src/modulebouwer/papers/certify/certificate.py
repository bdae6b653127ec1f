"""The certificate as pages, and the provider's signature under it (PAdES, ISO 32000-2, 12.8)."""

from __future__ import annotations

import datetime
import io
from typing import Any

from modulebouwer.model.locale import Locale, plural
from modulebouwer.model.module import LearningModule
from modulebouwer.papers.certify.keys import Keys
from modulebouwer.papers.document import Document, Heading, Listing, Paragraph, Run, Table, plain


def certificate(
    module: LearningModule, locale: Locale, words: Any, language: str, name: str, day: datetime.date
) -> Document:
    definition, own = module.definition, words["certificate"]
    facts = {
        "version": f"{definition.version}, {locale.date(definition.date)}",
        "publisher": definition.publisher or "",
        "completed": locale.date(day),
        "study_load": plural(own["minutes"], definition.study_load),
    }
    blocks = (
        Paragraph(
            (Run(name, bold=True), Run(f" {own['sentence']} "), Run(definition.title, bold=True), Run("."))
        ),
        Table(tuple((plain(own["facts"][key]), plain(text)) for key, text in facts.items()), widths=(2, 5)),
        Heading(own["objectives"]),
        Listing(tuple(plain(one.text) for one in definition.objectives)),
        Paragraph(plain(own["criteria"].format(rule=criteria(module, own)))),
        Paragraph(plain(own["promise"].format(publisher=definition.publisher))),
    )
    footer = f"{definition.identifier} {definition.version}"
    return Document(own["title"], definition.publisher or "", language, day, footer, blocks)


def criteria(module: LearningModule, own: Any) -> str:
    """What was asked, in a sentence."""
    required = sum(one.required for one in module.recorded)
    opened, done = plural(own["opened"], len(module.sections)), plural(own["done"], required)
    return str(own["rule"].format(opened=opened, done=done))


def sign(data: bytes, keys: Keys, reason: str) -> bytes:
    """The PDF with the provider's signature over all of it."""
    from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    signer = SimpleSigner(
        signing_cert=next(iter(load_certs_from_pemder_data(keys.certificate))),
        signing_key=load_private_key_from_pemder_data(keys.key, keys.passphrase),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    meta = PdfSignatureMetadata(field_name="Provider", reason=reason)
    out = sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), meta, signer=signer)
    return bytes(out.getbuffer())
