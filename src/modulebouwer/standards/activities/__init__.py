"""What the standards share whose activities report to a learning record store: control file, statements, state."""
