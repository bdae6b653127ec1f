# Two commands: `make dist` builds the real modules' packages, `make test` runs every check and test.
# They need Python 3.11 or newer, git and make; everything else comes from PyPI, npm and (for browsers) Debian.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
TOOLS  := node_modules/.bin
LOCK   := requirements/test.txt
BROWSER_SOURCES := $(shell find src -name '*.ts') package-lock.json hatch_build.py
# npm's programs start `node` by name: the one of the environment has to be found first.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# What is compiled once is not compiled again in each of the tests' many processes, wherever that was switched off.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup dist test lint test-player test-simulation test-quick test-browser test-oldest test-xliff soak mutants mutants-player bench vscode fresh sheets format lock clean

setup: $(READY)

# Installing in place also bundles the browser programs, so a changed TypeScript file asks for it again.
$(READY): pyproject.toml $(LOCK) $(BROWSER_SOURCES)
	test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { .ci/debian python3-venv && $(PYTHON) -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --constraint $(LOCK) --editable '.[editor,import,papers,translate]' --group test
	touch $@

dist: setup
	$(BIN)/modulebouwer build modules/samenwerken_regio modules/samenwerken_passend_onderwijs --output dist

# The browsers' tests wait as much as they work, so all the others run beside them, the quickest first: what is wrong is
# told as early as it can be. Each part tells what it found when it ends.
test: setup
	$(MAKE) --no-print-directory --jobs 2 --output-sync=target test-browser lint test-player test-simulation test-quick

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(TOOLS)/prettier --check 'src/**/*.ts' 'tests/**/*.ts' 'editors/**/*.ts'
	$(TOOLS)/tsc --noEmit

# A process for each file: what one has compiled of the player, the others read.
test-player: setup
	NODE_COMPILE_CACHE=node_modules/.cache/compiled $(BIN)/node --test --test-timeout=120000 'tests/player/**/*.test.ts' 'tests/simulation/**/*.test.ts' 'tests/editors/**/*.test.ts'

# The first 20,000 launches (docs/simulation.md): each holds.
test-simulation: setup
	$(BIN)/node tests/simulation/simulate.ts --runs 4000 --most 1

# About a million launches, on all cores; the first seeds that break an invariant are shrunk and printed (docs/simulation.md).
soak: setup
	$(BIN)/node tests/simulation/simulate.ts --runs 210000

test-quick: setup
	$(BIN)/pytest --numprocesses 2 --dist worksteal --ignore tests/browser --ignore tests/lms

# Four at a time on two cores: these tests wait for proofs and clocks about as long as they work.
test-browser: setup
	CHROMIUM=$$(.ci/chromium) && OFFICE=$$(.ci/office) && FIREFOX=$$(.ci/firefox) && WEBKIT=$$(.ci/webkit) && \
	export CHROMIUM OFFICE FIREFOX WEBKIT && $(BIN)/pytest --numprocesses 4 --dist worksteal tests/browser tests/lms

# The page in the oldest Chromium that the README promises.
test-oldest: setup
	CHROMIUM=$$(.ci/oldest) $(BIN)/pytest --numprocesses 2 --dist worksteal \
	    tests/browser/page/test_reading.py tests/browser/page/test_keyboard.py tests/browser/components/test_questions.py

# What goes out to translators, held against OASIS's own schemas, which come from Debian.
test-xliff: setup
	XLIFF=$$(.ci/xliff) $(BIN)/pytest --numprocesses 2 tests/xliff

# Faults put into the checks and verify on purpose; `mutmut results` and `mutmut show NAME` tell which no test noticed.
mutants: setup
	$(BIN)/python -m pip install --quiet --group mutants
	nice $(BIN)/mutmut run

# The same in the player's record, session and trackers (stryker.config.json), or in WHAT: one file takes minutes, a
# sample (EVERY=15) half an hour, all of them hours.
WHAT_TYPESCRIPT = $(if $(WHAT),--mutate $(WHAT))
mutants-player: setup
	nice npm exec --yes --package=@stryker-mutator/core@10.0.0 -- stryker run $(WHAT_TYPESCRIPT)

bench: setup
	$(BIN)/python bench/build.py
	$(BIN)/python bench/many.py
	$(BIN)/python bench/preview.py
	$(BIN)/python bench/verify.py
	$(BIN)/node bench/saving.ts
	PYTHONPATH=tests $(BIN)/python bench/importing.py
	PYTHONPATH=tests $(BIN)/python bench/editor.py
	CHROMIUM=$$(.ci/chromium) PYTHONPATH=tests $(BIN)/python bench/page.py
	CHROMIUM=$$(.ci/chromium) PYTHONPATH=tests $(BIN)/python bench/writing.py

# The extension for VS Code, in dist/; the program that packs it comes from npm.
vscode: setup
	PATH=$(CURDIR)/$(TOOLS):$$PATH npm --prefix editors/vscode run package

# Everything generated, or the parts that WHAT names (docs/fresh.py). The fonts are those that the skins name and that
# Debian has.
fresh: setup
	fc-list : family | grep -q 'Noto Serif' || .ci/debian fonts-noto-core
	$(BIN)/python -m pip install --quiet --group pictures
	CHROMIUM=$$(.ci/chromium) PYTHONPATH=tests:docs $(BIN)/python docs/fresh.py $(WHAT)

# Everything that the page can look like, on sheets to look at, in test-results/sheets; of all skins and engines, or of
# those in WHAT (docs/sheets.py).
sheets: setup
	$(BIN)/python -m pip install --quiet --group pictures
	CHROMIUM=$$(.ci/chromium) FIREFOX=$$(.ci/firefox) WEBKIT=$$(.ci/webkit) PYTHONPATH=tests:docs \
	    $(BIN)/python docs/sheets.py $(WHAT)

format: setup
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(TOOLS)/prettier --write 'src/**/*.ts' 'tests/**/*.ts' 'editors/**/*.ts'

# pyproject.toml gives ranges; the tests run with exactly these versions until somebody decides otherwise.
lock: setup
	$(BIN)/python -m pip freeze --exclude-editable > $(LOCK)

clean:
	rm -rf $(VENV) node_modules src/modulebouwer/_bundled .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results mutants
