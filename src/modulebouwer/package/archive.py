"""A package's files as a zip: the same files give the same bytes, on any day and any machine.

Nothing of the machine gets in: no clock, no time zone, no umask, no operating system's mark. What is left is zlib:
two builds of zlib may deflate differently, hence ``digest``, which looks at the contents alone.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

from modulebouwer.package.file_tree import FileTree, file_tree

# The first moment that a zip can name, so that nobody takes it for the time of building.
DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3
REGULAR_FILE = 0o100644
LEVEL = 9
# Where the launch page says the digest of its package, for the learner's proof of participation.
SEAL = re.compile(rb'(<html\b[^>]* data-package=")[0-9a-f]*"')


def archive(tree: FileTree) -> bytes:
    """A zip of ``tree`` in its order: deflated, sizes in the local headers, no Zip64, no directory entries.

    Written to memory because a stream would make ``zipfile`` put the sizes behind the data, which some LMSs refuse.
    Raises ``UnicodeEncodeError`` for a path that is not ASCII: it would need the flag that some unzippers ignore.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", allowZip64=False) as package:
        for path, data in tree.items():
            path.encode("ascii")
            package.writestr(entry(path), data, zipfile.ZIP_DEFLATED, LEVEL)
    return buffer.getvalue()


def entry(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, DATE)
    info.create_system = UNIX
    info.external_attr = REGULAR_FILE << 16
    return info


def sealed(tree: FileTree) -> FileTree:
    """``tree`` with its digest in its pages that have a place for it: one for each language."""
    seal = rb"\g<1>" + digest(tree).encode("ascii") + b'"'
    pages = {path: SEAL.sub(seal, tree[path], count=1) for path in tree if is_page(path)}
    return file_tree({**tree, **pages})


def digest(tree: FileTree) -> str:
    """SHA-256 (hexadecimal) over the lines that ``sha256sum`` prints for the files, sorted by path.

    The pages count without the digest that stands in them. Anybody can repeat it on an unpacked package:
    ``sed -i 's/ data-package="[0-9a-f]*"/ data-package=""/' *.html``, then
    ``find . -type f -printf '%P\\n' | LC_ALL=C sort | xargs -d '\\n' sha256sum | sha256sum``.
    """
    lines = (f"{hashlib.sha256(unsealed(tree, path)).hexdigest()}  {path}\n" for path in sorted(tree))
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def unsealed(tree: FileTree, path: str) -> bytes:
    return SEAL.sub(rb'\g<1>"', tree[path], count=1) if is_page(path) else tree[path]


def is_page(path: str) -> bool:
    return path.endswith(".html") and "/" not in path
