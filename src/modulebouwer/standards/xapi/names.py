"""What the registry calls the control file, and all that writes or reads it."""

TINCAN = "tincan.xml"
