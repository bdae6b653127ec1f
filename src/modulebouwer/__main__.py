"""``python -m modulebouwer``."""

from modulebouwer.cli import main

raise SystemExit(main())
