"""What the versions of SCORM share: the manifest's rules (Python) and the way to the API (TypeScript)."""

MANIFEST = "imsmanifest.xml"
