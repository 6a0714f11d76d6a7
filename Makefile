# The two commands: `make demo` and `make test`. Everything else is for those who work on Tallystick.
PYTHON ?= python3
DATA ?= ../shared
BIN := .venv/bin

.PHONY: demo test lint docs evaluate bench torture reliability clean

demo: .venv/ready
	@$(BIN)/tallystick demo

test: .venv/ready-dev lint
	$(BIN)/pytest -q -n 2

lint: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: .venv/ready-dev
	$(BIN)/python docs/generate.py

evaluate: .venv/ready
	$(BIN)/tallystick evaluate $(DATA)

bench: .venv/ready-dev
	$(BIN)/python -m bench

torture: .venv/ready-dev
	$(BIN)/pytest -q -m torture

# docs/reliability.md from sessions in which everything passed, the long tier included: an hour. The test of the page
# itself waits until there is a new one.
reliability: .venv/ready-dev
	rm -rf .pytest_cache/reliability
	TALLYSTICK_RELIABILITY=1 $(BIN)/pytest -q -m "torture or not torture" --ignore tests/store/test_reliability_page.py \
	  tests/store tests/collect tests/link/test_origins.py tests/reconcile/test_copies.py

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache

.venv/ready: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: requirements-dev.txt .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
