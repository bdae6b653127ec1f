"""What designers do wrong: each changes the example that `new` makes, and says what is told first, and where.

Written from the side of the designer, without the checks at hand. What `told` does not name may not be said.
"""

from __future__ import annotations

from mistakes import causes, citations, components, front_matter, kinds, media, module_yaml, running_text
from mistakes.edits import Mistake

MISTAKES: tuple[Mistake, ...] = (
    *causes.MISTAKES,
    *components.MISTAKES,
    *module_yaml.MISTAKES,
    *front_matter.MISTAKES,
    *running_text.MISTAKES,
    *citations.MISTAKES,
    *media.MISTAKES,
    *kinds.MISTAKES,
)
