"""xAPI in the LMS: a learning record store, and the sessions of what is launched with one."""
