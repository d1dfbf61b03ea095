PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test explore check format bench clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: setup
	rm -rf build/demo
	$(BIN)/kelisim init build/demo
	$(BIN)/kelisim add examples --workspace build/demo
	@echo
	@echo "To see it in a browser: $(BIN)/kelisim serve --workspace build/demo"

test: setup
	$(BIN)/python -m pytest -n 2 --dist loadgroup

explore: setup
	$(BIN)/python -m pytest -n 2 --dist loadgroup --hypothesis-profile=explore

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis
