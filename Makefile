# The commands of the house. `make demo` and `make test` set everything up by themselves.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.ready

.PHONY: help demo test lint types check bench lock clean

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

lock: ## Pin every dependency with its hashes (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	  --all-extras --group dev pyproject.toml --output-file constraints.txt

clean: ## Remove what the other targets made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist demo
