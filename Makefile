# make plan    install, plan the built-in Typhoon Haiyan, write plan.json and report.html
# make app     install, open the desk at http://127.0.0.1:8501
# make test    install what tests need, run them all, side by side where there are cores
# make lint    types and style
# make bench   measure small instances against other ways to plan (minutes), write docs/benchmarks.md
# make bench-full  measure everything (hours); stop and call again goes on
# Nothing is installed again unless pyproject.toml changes, so all of them work offline from the second time on.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help plan app test lint bench bench-full pictures clean

help:
	@sed -n 's/^# make /make /p' Makefile

plan: $(VENV)/installed
	$(BIN)/hadr plan haiyan_2013 --seconds 60 --out plan.json --report report.html

app: $(VENV)/installed
	$(BIN)/hadr serve

test: $(VENV)/installed-for-tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: $(VENV)/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/installed-for-bench
	$(BIN)/python -m benchmarks.bench quick

bench-full: $(VENV)/installed-for-bench
	$(BIN)/python -m benchmarks.bench full

pictures: plan $(VENV)/installed-for-tests
	docs/pictures/take.sh report.html docs/pictures/report.png
	$(BIN)/python docs/pictures/desk.py plan.json

clean:
	rm -rf $(VENV) plan.json report.html

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-for-bench: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[bench]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-for-tests: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/installed

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "hadr_planner needs Python 3.11 or newer; name one with PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
