# Two commands: `make dist` builds the real module's packages, `make test` runs every check and test.
# They need Python 3.11 or newer, git and make; everything else comes from PyPI, npm and (for Chromium) Debian.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
BROWSER_SOURCES := $(shell find src -name '*.ts') package-lock.json hatch_build.py

.PHONY: setup dist test lint bench format clean

setup: $(READY)

$(READY): pyproject.toml $(BROWSER_SOURCES)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[preview]' --group test
	touch $@

dist: setup
	$(BIN)/modulebouwer build modules/samenwerken_regio --output dist

clean:
	rm -rf $(VENV) node_modules src/modulebouwer/_bundled .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
