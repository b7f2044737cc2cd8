# Two commands set everything up: `make demo` and `make test`. Both need only Python 3.10+ and a package index; a C
# compiler, where there is one, makes `segment` and `convert` faster.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEEDS := $(wildcard seeds/*.txt)

.PHONY: demo test lint bench docs clean

demo: $(VENV)/installed
	$(BIN)/povtool clean $(SEEDS) | $(BIN)/povtool metrics | $(BIN)/povtool stats --format table

test: $(VENV)/installed-test
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/installed-lint
	$(BIN)/ruff check src tests scripts benchmarks hatch_build.py
	$(BIN)/ruff format --check src tests scripts benchmarks hatch_build.py
	$(BIN)/mypy

bench: $(VENV)/installed-bench
	$(BIN)/python benchmarks/run.py

docs: $(VENV)/installed
	$(BIN)/python scripts/docs.py

clean:
	find src -name "_native.*.so" -delete
	rm -rf $(VENV) build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache

$(VENV)/installed: pyproject.toml hatch_build.py $(shell find src -name "*.c")
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

$(VENV)/installed-bench: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@

$(VENV)/installed-lint: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lint]'
	touch $@
