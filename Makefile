# Everything a developer or a newcomer needs. Wants only Python 3.11 or newer and make.

PYTHON ?= python3
VENV ?= .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
STAMP := $(VENV)/.installed

.PHONY: help setup demo test check lint types lock bench accuracy train clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

setup: $(STAMP)  ## virtual environment with everything pinned by hash

$(STAMP): requirements/dev.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('Détente needs Python 3.11 or newer; this is ' + sys.version.split()[0] if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

demo: setup  ## the main job on an invented report: the brief here, the page in out/brief.html
	@mkdir -p out
	$(BIN)/detente brief examples/strait.txt --published 2031-05-16 -o out/brief.html

test: setup  ## all tests
	$(BIN)/python -m pytest

lint: setup  ## ruff: style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup  ## mypy --strict
	$(BIN)/mypy

check: lint types test  ## all of the above

bench: setup  ## speed against the stock spaCy pipeline (needs a JSON lines file of reports: make bench REPORTS=…)
	$(BIN)/python bench/speed/speed.py $(REPORTS)

accuracy: setup  ## accuracy against its floors (make accuracy SETS=folder SCORE=script for the sets that are not shipped)
	$(BIN)/python bench/accuracy/accuracy.py $(if $(SETS),--sets $(SETS)) $(if $(SCORE),--score $(SCORE))

SEEDS ?= 1 2 3
EPOCHS ?= 4
TRAIN := .venv-train
train:  ## the network anew from the corpus (PyTorch in a virtual environment of its own; an hour and a half on two cores)
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(TRAIN)/bin/python training/corpus/compose.py
	for seed in $(SEEDS); do $(TRAIN)/bin/python training/network/fit.py --seed $$seed --epochs $(EPOCHS) --threads 2 --out build/seed-$$seed.pt || exit 1; done
	$(TRAIN)/bin/python training/network/average.py $(foreach seed,$(SEEDS),build/seed-$(seed).pt) --out build/averaged.pt
	$(TRAIN)/bin/python training/network/fit.py --seed 9 --epochs 3 --rate 1.5e-4 --threads 2 --start build/averaged.pt --out build/reader.pt
	$(TRAIN)/bin/python training/network/export.py build/reader.pt
	$(TRAIN)/bin/python training/network/measure.py

lock:  ## requirements/*.lock anew, with uv
	uv pip compile pyproject.toml --universal --generate-hashes -q -o requirements/base.lock
	uv pip compile pyproject.toml --group dev --universal --generate-hashes -q -o requirements/dev.lock

clean:  ## takes away what make made
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis
