# Everything sets itself up: `make run` and `make test` work in a fresh clone.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# Where none of these is given, the settings of docs/operate.md decide.
HOST ?=
PORT ?=
WORKERS ?=
# How many times the collection `make bench` measures at; 100 takes half an hour and 12 GB of memory.
SCALES ?= 1,10
QUESTION ?= Vilka regioner arbetar med validering?
export HF_HUB_OFFLINE ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run index ask test check format eval bench screenshots sbom audit clean help

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /: /' | sort

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(f"Python {sys.version.split()[0]} found; expected 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# A stamp a set of packages: reinstalled only when what it depends on changes.
$(VENV)/core.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PY) -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[dev,models,scale]'
	@touch $(VENV)/core.stamp $@

$(VENV)/eval.stamp: pyproject.toml constraints.txt $(VENV)/core.stamp
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[eval]'
	@touch $@

$(VENV)/bench.stamp: pyproject.toml constraints.txt $(VENV)/core.stamp
	@$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[bench]' || { \
		echo "Not all peers can be installed together; each by itself:"; \
		for peer in bm25s chromadb haystack-ai txtai; do \
			$(PY) -m pip install --quiet --constraint constraints.txt "$$peer" || echo "$$peer cannot be installed and will be skipped"; \
		done; }
	@touch $@

# An index of what could be read serves, also when the build had something to say.
run: $(VENV)/core.stamp  ## Build the index if it is stale, answer one question, serve the page
	@$(PY) -m indexer build --if-stale || test -e index/current
	@$(PY) -m service ask "$(QUESTION)"
	$(PY) -m service serve $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT)) $(if $(WORKERS),--workers $(WORKERS))

index: $(VENV)/core.stamp  ## Build the index of the documents in corpus/documents
	$(PY) -m indexer build

ask: $(VENV)/core.stamp  ## Answer QUESTION in the terminal
	@$(PY) -m indexer build --if-stale
	@$(PY) -m service ask "$(QUESTION)"

$(VENV)/mutate.stamp: pyproject.toml constraints.txt $(VENV)/dev.stamp
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[mutate]'
	@touch $@

# Changes the modules named in pyproject.toml one place at a time, in a copy of the code under mutants/.
# CI has hypothesis try the same examples for every change, without a clock.
.PHONY: mutate
mutate: $(VENV)/mutate.stamp  ## Count the changes to core modules that no test notices
	CI=true $(PY) -m mutmut run
	@$(PY) -m mutmut results
	@$(PY) -m mutmut export-cicd-stats >/dev/null
	@$(PY) -c 'import json; s = json.load(open("mutants/mutmut-cicd-stats.json")); n = s["total"] - s["skipped"]; k = s["killed"] + s["timeout"]; print(f"{k} of {n} changes noticed: {k / n:.0%}")'

# Two processes, each with its own index of the five reports; a browser keeps a process's event loop to itself.
test: $(VENV)/dev.stamp browser  ## Run all tests
	$(PY) -m pytest -n 2 --dist loadfile -m "not browser"
	$(PY) -m pytest -m browser

check: $(VENV)/dev.stamp  ## Lint, check formatting and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: $(VENV)/dev.stamp  ## Format the code
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

eval: $(VENV)/eval.stamp  ## Measure retrieval and answers on the judged questions
	@$(PY) -m indexer build --if-stale
	$(PY) -m eval report

bench: $(VENV)/bench.stamp  ## Measure speed and memory, beside what one might pick instead
	$(PY) -m eval bench --scales $(SCALES)

# MINUTES for each number of CLIENTS; the page is filled between its marks.
MINUTES ?= 10
CLIENTS ?= 16,64
.PHONY: load
load: $(VENV)/eval.stamp  ## Put the service under load, and publish what became of it in docs/load.md
	@$(PY) -m indexer build --if-stale
	$(PY) -m eval load --minutes $(MINUTES) --clients $(CLIENTS) $(if $(WORKERS),--workers $(WORKERS)) --page docs/load.md

# What takes too long for every commit, by chance; a failure names its seed. KILLS, REPORTS, MUTATIONS, FILES, CASES: how many of each.
KILLS ?= 200
REPORTS ?= 1000
MUTATIONS ?= 10000
FILES ?= 112
CASES ?= 3000
SEED ?= 0
.PHONY: nightly kills spread mutations files growing fuzz
nightly: kills spread mutations files growing fuzz load  ## Run kills, spread, mutations, files, growing, fuzz and load, which take over an hour

kills: $(VENV)/dev.stamp  ## Kill builds and services, and see that nothing is lost and nothing wrong told
	$(PY) -m tests.faults.kills $(KILLS) $(SEED)

spread: $(VENV)/dev.stamp  ## Kill runs with Ray over REPORTS reports, and see that they end with the index of an undisturbed one
	$(PY) -m tests.indexer.spread.disturbed $(REPORTS) $(SEED)

mutations: $(VENV)/dev.stamp  ## Change the compilation, and see that no line is credited to another region
	$(PY) -m tests.corpus.mutations $(MUTATIONS) $(SEED)

files: $(VENV)/dev.stamp  ## Make FILES files of each of eleven kinds, and see that what they were made from is read
	GENERATED_FILES=$(FILES) $(PY) -m pytest tests/corpus/test_generated.py

growing: $(VENV)/dev.stamp  ## Print what one report more costs in collections of 10, 100 and 200
	$(PY) -m tests.indexer.growing 10 100 200

fuzz: $(VENV)/dev.stamp  ## Ask for everything within the OpenAPI description and outside it, with all checks
	@$(PY) -m indexer build --if-stale
	$(PY) -m tests.service.fuzz $(CASES) index $(SEED)

# Browser tests need Debian's Chromium; where it cannot be installed they are skipped, and say so.
.PHONY: browser
browser:
	@if command -v chromium >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "Installing Chromium for the browser tests"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } \
			>/dev/null 2>&1 || echo "Chromium could not be installed: the browser tests will be skipped"; \
	else echo "Chromium is missing and cannot be installed without root: the browser tests will be skipped"; fi

screenshots: $(VENV)/dev.stamp browser  ## Draw every page, as wide as a phone and a desk, into screenshots/
	@$(PY) -m indexer build --if-stale
	$(PY) -m tests.service.screenshots screenshots

.PHONY: pages
pages: $(VENV)/dev.stamp browser  ## Measure how heavy and how fast the pages are, and publish it in docs/pages.md
	@$(PY) -m indexer build --if-stale
	$(PY) -m tests.service.page_speed docs/pages.md

$(VENV)/audit.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[audit]'
	@touch $(VENV)/core.stamp $@

# An environment of its own, so that what is listed is what a user installs and nothing we develop with.
sbom: $(VENV)/audit.stamp  ## List what the core installs as CycloneDX, and its licences, in build/
	$(PYTHON) -m venv --clear build/core
	build/core/bin/python -m pip install --quiet --constraint constraints.txt .
	$(PY) -m cyclonedx_py environment --pyproject pyproject.toml --output-reproducible --output-file build/sbom.json build/core/bin/python
	$(PY) .ci/licences.py build/sbom.json > build/licences.txt
	@echo "build/sbom.json, build/licences.txt"

# pip-audit ends with 1 both where it found something and where it could not ask; only then it leaves no report.
audit: $(VENV)/audit.stamp  ## Ask whether any version in constraints.txt has a known fault
	@mkdir -p build && rm -f build/audit.json
	@$(PY) -m pip_audit --requirement constraints.txt --no-deps --disable-pip --progress-spinner off --format json --output build/audit.json 2> build/audit.log; status=$$?; \
	if [ ! -s build/audit.json ]; then echo "NOT AUDITED: no database of known faults could be reached; nothing is known of these versions (build/audit.log)" >&2; exit 3; \
	elif [ $$status != 0 ]; then echo "Known faults: see build/audit.json" >&2; exit 1; \
	else echo "No known faults among the versions in constraints.txt"; fi

clean:  ## Remove the virtual environment, the index and caches
	rm -rf $(VENV) build index screenshots mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
