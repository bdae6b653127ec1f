"""What the registry calls the control file, and all that writes or reads it."""

COURSE_STRUCTURE = "cmi5.xml"
