"""``brands/<name>.yaml`` beside ``series.yaml``: read, checked, and put over a module and its words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from modulebouwer.findings import Finding, Severity, severity
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.brand import OF_MODULE, Brand, BrandDefinition
from modulebouwer.model.module import LearningModule, MediaFile
from modulebouwer.model.source_map import SourceMap
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.folder import Folder
from modulebouwer.source.meant import media_like
from modulebouwer.source.series import SERIES, SeriesCache, read_series
from modulebouwer.source.validation import validate
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.standards import REGISTRY
from modulebouwer.wrong_use import WrongUse

FOLDER = "brands"


def brand_names(series: Path) -> list[str]:
    """The brands of the series in a folder."""
    return sorted(path.stem for path in (series / FOLDER).glob("*.yaml"))


def logos(series: Path) -> frozenset[str]:
    """The pictures that the brands of the series in a folder name; a brand that cannot be read names none."""
    place = Folder(series, "")
    texts = (place.text(f"{FOLDER}/{name}.yaml") for name in brand_names(series))
    documents = (parse_yaml(text, "").data for text in texts if text is not None)
    named = [str(data["logo"]) for data in documents if data and "logo" in data]
    # Of a name without its folder, or with a slip in it, that is told and not that the file is used by nobody.
    present = list(place.walk("media"))
    return frozenset(
        [*named, *(media_like(name) for name in named), *(closest(name, present) for name in named)]
    )


def has_brands(folder: Path, files: Files = DISK) -> bool:
    """Whether the module in ``folder`` belongs to the series above it, and so has its brands.

    Also when that cannot be known, because the series has an error, which is told.
    """
    above = folder.resolve().parent
    if not files.is_file(above / SERIES):
        return False
    series, _ = read_series(above, "", SeriesCache(files))
    listed = series is not None and folder.resolve().name in series.definition.modules
    return listed or series_is_wrong(above, files)


def series_is_wrong(folder: Path, files: Files) -> bool:
    if not files.is_file(folder / SERIES):
        return False
    _, problems = read_series(folder, "", SeriesCache(files))
    return any(severity(one.code) is Severity.ERROR for one in problems)


def read_brand(
    module: LearningModule, folder: Path, name: str, files: Files = DISK
) -> tuple[Brand | None, list[Finding]]:
    """The brand ``name`` of the series that the module in ``folder`` belongs to, and what is wrong with it.

    Raises ``WrongUse`` when there is no such brand.
    """
    above = folder.resolve().parent
    known = brand_names(above) if module.shared.folder else []
    if name not in known and series_is_wrong(above, files):
        # The cause is told: what stands in series.yaml, or the folder's name.
        return None, []
    if not module.shared.folder:
        raise WrongUse("brand_without_series", path=folder.as_posix())
    if not known:
        raise WrongUse("no_brands", brand=name)
    if name not in known:
        raise WrongUse("no_such_brand", brand=name, suggestion=closest(name, known), known=", ".join(known))
    place = Folder(above, module.shared.folder, files)
    path = f"{FOLDER}/{name}.yaml"
    text = place.text(path)
    if text is None:
        return None, place.problems
    document = parse_yaml(text, place.path(path))
    if document.data is None:
        return None, list(document.problems)
    definition, problems = validate(BrandDefinition, document.data, document.source)
    brand = Brand(
        name,
        definition or salvaged(document.data, document.source),
        document.source,
        complete=definition is not None and not document.problems,
    )
    told = {one.location for one in problems}
    named = [
        one
        for one in brand_findings(document.data, document.source, module, place)
        if one.location not in told
    ]
    return brand, [*document.problems, *problems, *named]


def salvaged(data: Mapping[str, Any], source: SourceMap) -> BrandDefinition:
    """The fields that are right by themselves."""
    right = {
        key: data[key]
        for key in BrandDefinition.model_fields.keys() & data.keys()
        if validate(BrandDefinition, {key: data[key]}, source)[0] is not None
    }
    return BrandDefinition.model_validate_json(json.dumps(right))


def brand_findings(
    data: Mapping[str, Any], source: SourceMap, module: LearningModule, series: Folder
) -> Iterator[Finding]:
    """BRD-001: no standard of that name; BRD-002: no such module; BRD-003: no such file.

    Of what was written, so that another mistake in the same place hides none of these.
    """
    for number, name in enumerate(listed(data, "standards")):
        if isinstance(name, str) and name not in REGISTRY:
            values = {
                "standard": shortened(name),
                "suggestion": closest(name, REGISTRY),
                "known": ", ".join(REGISTRY),
            }
            yield Finding("BRD-001", source.value_at("standards", number), values)
    for number, address in enumerate(listed(data, "addresses")):
        name = address.get("module") if isinstance(address, dict) else None
        if not isinstance(name, str) or name in module.shared.modules:
            continue
        # A folder that is there and that the series does not list is told of there.
        if not series.has(f"{name}/module.yaml"):
            values = {"module": shortened(name), "suggestion": closest(name, module.shared.modules)}
            yield Finding("BRD-002", source.value_at("addresses", number, "module"), values)
    logo = data.get("logo")
    if isinstance(logo, str) and not series.has(logo):
        suggestion = closest(logo, list(series.walk("media")))
        yield Finding("BRD-003", source.value_at("logo"), {"path": logo, "suggestion": suggestion})


def listed(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def branded(module: LearningModule, brand: Brand, folder: Path, files: Files = DISK) -> LearningModule:
    """``module`` as the brand has it: its publisher, looks and standards, the addresses of themes, its logo along."""
    ours = brand.definition
    given = {name: value for name in OF_MODULE if (value := getattr(ours, name))}
    if not set(ours.standards) <= REGISTRY.keys():
        given.pop("standards")
    urls = {address.module: address.url for address in ours.addresses}
    themes = tuple(
        theme.model_copy(update={"url": urls[theme.module]}) if theme.module in urls else theme
        for theme in module.definition.themes
    )
    definition = module.definition.model_copy(update={**given, "themes": themes})
    keys = {
        way: place for way, place in module.source.keys.items() if way[:1] not in [(name,) for name in given]
    }
    source = replace(
        module.source, keys=keys, inherited=replace(brand.source, inherited=module.source.inherited)
    )
    shared = module.shared
    if ours.logo and ours.logo not in {file.path for file in module.all_media}:
        data = Folder(folder.resolve().parent, shared.folder, files).media_data(ours.logo)
        if data is not None:
            shared = replace(shared, media=(*shared.media, MediaFile(ours.logo, data)))
    return replace(
        module,
        definition=definition,
        source=source,
        shared=shared,
        complete=module.complete and brand.complete,
    )


def texts_of(words: Mapping[str, Any], way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a locale, with the keys to it."""
    for name, value in words.items():
        if isinstance(value, Mapping):
            yield from texts_of(value, (*way, name))
        elif isinstance(value, str):
            yield (*way, name), value


def word_meant(words: Mapping[str, Any], key: str) -> str:
    """The word of a locale that ``key`` may stand for: the keys to it, with full stops between, or "".

    ``key`` is its own key, in whatever place, or its text as the page shows it, or a slip in one of these.
    """
    by_key = {way[-1]: way for way, _ in reversed([*texts_of(words)])}
    by_text = {text.lower(): way for way, text in reversed([*texts_of(words)])}
    way = by_key.get(key) or by_text.get(key.lower())
    near = way or by_key.get(closest(key, by_key)) or by_text.get(closest(key, by_text)) or ()
    return ".".join(near)


def reworded(words: Mapping[str, Any], brand: Brand) -> tuple[dict[str, Any], list[Finding]]:
    """A locale's ``words`` with those of the brand, and BRD-004 for each that the interface does not have."""
    found: list[Finding] = []

    def over(base: Mapping[str, Any], ours: Mapping[str, Any], way: tuple[str, ...]) -> dict[str, Any]:
        result = dict(base)
        for key, value in ours.items():
            before = base.get(key)
            if isinstance(before, Mapping) and isinstance(value, Mapping):
                result[key] = over(before, value, (*way, key))
            elif isinstance(before, str) and isinstance(value, str):
                result[key] = value
            else:
                near = closest(key, base)
                deeper = word_meant(words, key) if not near or near == key else ".".join((*way, near))
                values = {"word": ".".join((*way, key)), "suggestion": deeper}
                found.append(Finding("BRD-004", brand.source.at("words", *way, key), values))
        return result

    return over(words, brand.definition.words, ()), found
