# The commands that the README names. The first use of any of them installs what it needs into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
RUN := $(BIN)/python -m autograder

# Matrices of this course's size gain nothing from several threads.
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup demo test lab mnist build check lint format test-slow test-browser test-hostile fuzz bench bench-grading clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(INSTALLED) ## install everything into .venv

$(INSTALLED): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is older than 3.11: install Python 3.11 or newer, or name one: make setup PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "No virtual environment could be made. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "Installing into $(VENV) (some minutes, once) ..."
	@$(BIN)/python -m pip install --quiet -r requirements.txt -e .
	@touch $@

demo: $(INSTALLED) ## the main job: build, make an example class, grade it, write feedback
	$(RUN) build
	$(RUN) demo

test: $(INSTALLED) ## the tests
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

lab: $(INSTALLED) ## open the self-study notebooks in JupyterLab
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/jupyter lab --LabApp.default_url=/lab/tree/notebooks/optimization/01_relu_softmax.ipynb

mnist: $(INSTALLED) ## train both networks on MNIST and print the accuracies
	$(RUN) mnist

build: $(INSTALLED) ## bring release/ and notebooks/ up to date with source/ and the reference
	$(RUN) build

check: $(INSTALLED) ## name every derived file that is stale
	$(RUN) build --check

lint: $(INSTALLED) ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(INSTALLED) ## put the style right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test-slow: $(INSTALLED) ## tests that take minutes: whole notebooks, nbgrader end to end, MNIST
	$(BIN)/python -m pytest -m slow $(PYTEST_FLAGS)

test-browser: $(INSTALLED) ## drive JupyterLab in Chromium (Debian: apt install chromium)
	$(BIN)/python -m pytest -m browser -n 0 -rs $(PYTEST_FLAGS)

test-hostile: $(INSTALLED) ## grade the hostile submissions that wait for time limits (some minutes)
	$(BIN)/python -m pytest -m hostile $(PYTEST_FLAGS)

fuzz: $(INSTALLED) ## fuzz the wire, for a bounded time
	$(BIN)/python -m pytest -m fuzz -n 0

bench: $(INSTALLED) ## all benchmarks
	$(BIN)/python -m benchmarks

bench-grading: $(INSTALLED) ## this engine against stock nbgrader (more than an hour)
	$(BIN)/python -m benchmarks.grading

clean: ## remove what the commands made, but not .venv
	rm -rf demo artefacts .pytest_cache .mypy_cache .ruff_cache .hypothesis
