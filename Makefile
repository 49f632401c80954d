# One command each; `make help` lists them. The first one makes the virtual environment .venv and installs the project.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.DEFAULT_GOAL := edition
.PHONY: edition docs test check-all bench lint clean help

## edition    check tei/ and build site/ from it, with the book as PDF
edition: $(INSTALLED)
	$(BIN)/edition validate tei
	$(BIN)/edition build tei -o site --pdf
	@echo 'Open $(CURDIR)/site/index.html'

## docs       build the documentation into build/docs
docs: $(INSTALLED)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	@echo 'Open $(CURDIR)/build/docs/index.html'

## test       look over the code and run the tests
test: lint
	$(BIN)/pytest -n auto --dist worksteal -m 'not slow'

## check-all  the same with the tests that take longer, and our engines and books against others (jing, trang, the corpora, PDF checkers)
check-all: lint
	$(BIN)/pytest
	$(BIN)/python tests/oracles/grammar_cases.py
	$(BIN)/python tests/oracles/grammar_jing.py -n 5000
	$(BIN)/python tests/oracles/pdf_validators.py

## bench      how fast we are, as parts of what others take in the same run
bench: $(INSTALLED)
	$(BIN)/python tests/benchmarks/grammar_bench.py
	$(BIN)/python tests/benchmarks/build_bench.py
	$(BIN)/python tests/benchmarks/book_bench.py

## lint       look over the code only: ruff and mypy
lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

## clean      remove all that these commands made
clean:
	rm -rf .venv build dist site .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

## help       this list
help:
	@sed -n 's/^## /make /p' $(firstword $(MAKEFILE_LIST))

# The fonts are made of what the two other files say: hatch_build.py cuts them while the project is installed.
$(INSTALLED): pyproject.toml hatch_build.py xslt/html/assets/fonts.css
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'edition needs Python 3.11 or newer. If you have one, name it: make PYTHON=python3.12' >&2; exit 1; }
	@echo 'Installing the project into .venv: about a minute.'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
