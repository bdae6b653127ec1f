"""``certify``: a signed PDF and an Open Badges credential for each who completed, or whether such files are valid."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import FINDINGS, FINE, command, common, one_module, outcome

PASSPHRASE = "MODULEBOUWER_KEY_PASSPHRASE"


@command
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--certificate", required=True, type=click.Path(path_type=Path))
@click.option("--key", type=click.Path(path_type=Path))
@click.option("--verify", is_flag=True)
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path), default="dist")
@common
@click.pass_obj
def certify(
    talk: Words, files: Sequence[Path], certificate: Path, key: Path | None, verify: bool, output: Path
) -> int:
    from modulebouwer.papers.reading import require_extra
    from modulebouwer.wrong_use import WrongUse

    require_extra((("typst", "typst"), ("pyhanko", "pyhanko"), ("joserfc", "joserfc")))
    if verify:
        return told(talk, files, certificate)
    if len(files) != 2 or key is None:
        raise WrongUse("certify_needs")
    return made(talk, Path(one_module(files[0].as_posix())), files[1], certificate, key, output)


def told(talk: Words, files: Sequence[Path], certificate: Path) -> int:
    import datetime

    from modulebouwer.papers.certify.keys import read_certificate
    from modulebouwer.papers.certify.verifying import verdict
    from modulebouwer.papers.words import paper_words

    words = paper_words(talk["language"])["certificate"]["verdicts"]
    now = datetime.datetime.now(datetime.UTC)
    provider = read_certificate(certificate)
    verdicts = set()
    for file in files:
        try:
            found = verdict(file.read_bytes(), provider, now)
        except OSError:
            found = "no_file"
        click.echo(f"{file.as_posix()}: {words[found]}")
        verdicts.add(found)
    return FINE if verdicts == {"valid"} else FINDINGS


def made(talk: Words, module: Path, people: Path, certificate: Path, key: Path, output: Path) -> int:
    import datetime
    import os

    from modulebouwer.build import Options
    from modulebouwer.findings import Finding, report
    from modulebouwer.papers.certify.credential import identifier_in
    from modulebouwer.papers.certify.keys import read_keys
    from modulebouwer.papers.certify.people import read_people
    from modulebouwer.papers.certify.provider import certificates
    from modulebouwer.papers.reading import language_of, module_for_papers
    from modulebouwer.placing import place

    now = datetime.datetime.now(datetime.UTC)
    today = datetime.date.today()
    keys = read_keys(key, certificate, os.environ.get(PASSPHRASE, ""), module, now)
    source, found = module_for_papers(module.as_posix(), Options(today=today))
    if source is None or source.look is None:
        click.echo(found.text(talk["language"]), err=True, nl=False)
        return outcome(found)
    participants, problems = read_people(people, source.module.definition, today)
    found = report([*found.findings, *problems])
    click.echo(found.text(talk["language"]), err=True, nl=False)
    if found.failed:
        return outcome(found)
    language = language_of(source, talk["language"])
    there = {path.stem: identifier_in(path.read_bytes()) for path in output.glob("*.jwt")}
    made = certificates(source.module, source.look.locale, participants, keys, language, now, there)
    failed: list[Finding] = []
    for one in made:
        if isinstance(one, Finding):
            failed.append(one)
            continue
        name, data = one
        place(output / name, data)
        click.echo(talk["result"]["created"].format(path=(output / name).as_posix()))
    click.echo(report(failed).text(talk["language"]), err=True, nl=False)
    return outcome(report([*found.findings, *failed]))
