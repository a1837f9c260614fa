# The commands of the house. `make demo` and `make test` set everything up by themselves.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.ready
TOOLS := $(VENV)/.tools

.PHONY: help demo test lint types check lock clean screens pages audit sbom fuzz mutated defences catalogues \
	sources-page bench-diff bench-assess \
	bench-night bench-scale bench-site bench-store bench-digest bench-net bench-years soak

help: ## Say what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(STAMP): constraints.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: $(STAMP) ## Run omfeed over a bundled sample of several nights and say where to look
	$(PY) -m omfeed demo

test: $(STAMP) ## Run the tests
	$(PY) -m pytest -n 2

lint: $(STAMP) ## Check style and the direction of imports
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports

types: $(STAMP) ## Check types (mypy --strict)
	$(VENV)/bin/mypy

check: lint types test ## Everything that must be green

screens: $(STAMP) ## Take pictures of every page, phone and desktop, light and dark, English and Korean
	$(PY) -m bench.screens screens

pages: $(STAMP) ## Hold every page to axe and to both screens, without pictures
	$(PY) -m bench.screens --check

$(TOOLS): constraints-tools.txt $(STAMP)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints-tools.txt
	touch $@

audit: $(TOOLS) ## Ask whether a pinned dependency has a known vulnerability (needs PyPI or OSV)
	$(PY) -m bench.audit

sbom: $(TOOLS) ## Write what omfeed is made of as build/omfeed.cdx.json (CycloneDX)
	$(PY) -m bench.sbom

fuzz: $(TOOLS) ## Fuzz the readers guided by coverage, for a bounded time (FUZZ_SECONDS=240)
	$(PY) -m bench.fuzz --seconds $(or $(FUZZ_SECONDS),240)

mutated: $(STAMP) ## Break captured bodies 10,000 times and take each through the night
	$(PY) -m bench.mutated

defences: $(STAMP) ## Take each defence away in turn: a test must miss it
	$(PY) -m bench.defences

bench-diff: $(STAMP) ## Measure the diff over the captured histories
	$(PY) -m bench.diff

bench-assess: $(STAMP) ## Measure the assessment on labelled entries; lists every miss
	$(PY) -m bench.assess

bench-night: $(STAMP) ## Measure a quiet night of 45 sources
	$(PY) -m bench.night

bench-scale: $(STAMP) ## Measure 1,000 feeds, new and unchanged
	$(PY) -m bench.scale

bench-site: $(STAMP) ## Measure the static site of 5,000 stories
	$(PY) -m bench.site

bench-store: $(STAMP) ## Measure the database
	$(PY) -m bench.store

bench-years: $(STAMP) ## Measure what five years of nights take
	$(PY) -m bench.years

bench-digest: $(STAMP) ## Measure ten thousand subscriptions over a night
	$(PY) -m bench.dispatch

bench-net: $(STAMP) ## Measure the client
	$(PY) -m bench.net

catalogues: $(STAMP) ## Bring the translations up to date with the sentences
	$(PY) -m bench.catalogues

sources-page: $(STAMP) ## Make the tables of docs/sources.md from sources.toml
	$(PY) -m bench.sources_table

lock: ## Pin every dependency with its hashes (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	  --all-extras --group dev pyproject.toml --output-file constraints.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	  --constraint constraints.txt --group audit --group fuzz --output-file constraints-tools.txt

soak: $(STAMP) ## Simulate a year of nights over captured histories, with troubles, deaths and readers
	$(PY) -m bench.soak

clean: ## Remove what the other targets made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist demo
