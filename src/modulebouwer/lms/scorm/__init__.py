"""SCORM in the LMS: attempts on the server, and the run-time environment in the host page (TypeScript)."""
