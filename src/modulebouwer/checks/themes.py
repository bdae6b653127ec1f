"""Linked themes that name a module of the series: it is there, and it is called what the theme says."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.module import LearningModule


def themes(module: LearningModule) -> Iterator[Finding]:
    for number, theme in enumerate(module.definition.themes):
        place = module.source.value_at("themes", number, "module")
        member = module.shared.linked.get(theme.id)
        if theme.module is None:
            continue
        if not module.shared.folder and "series.yaml" in module.unread:
            continue
        if not module.shared.folder:
            yield Finding("SER-006", place, {"module": shortened(theme.module)})
        elif member is None:
            # The series may have the name of a folder that is called otherwise now (SER-001).
            known = [name for name in module.shared.modules if name != theme.module]
            meant = module.shared.meant.get(theme.module) or closest(theme.module, known)
            values = {"module": shortened(theme.module), "suggestion": meant}
            yield Finding("SER-005", place, values)
        elif (member.identifier, member.title) == (module.definition.identifier, module.definition.title):
            yield Finding("SER-190", place, {"module": shortened(theme.module)})
        elif member.title != theme.title:
            values = {"title": shortened(theme.title), "suggestion": member.title, "module": theme.module}
            yield Finding("SER-007", module.source.value_at("themes", number, "title"), values)
