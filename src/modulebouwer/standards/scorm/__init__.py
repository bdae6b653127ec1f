"""What the versions of SCORM share: the manifest's rules (Python) and the way to the API (TypeScript)."""

MANIFEST = "imsmanifest.xml"

# In the manifest of a Common Cartridge, which has SCORM's elements in a namespace of its own.
CARTRIDGE = b"imsccv1p"


def letters(data: bytes) -> bytes:
    """A manifest as it can be searched for ASCII, also one in UTF-16 or UTF-32, well-formed or not."""
    return data.replace(b"\0", b"")
