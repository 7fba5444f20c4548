# The two commands: make demo, make test. The rest is for those who work on strikelog.
# Windows, which has no make: see CONTRIBUTING.md.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name) 2>/dev/null)))
VENV := .venv/bin
DEMO ?= demo-output

.PHONY: help demo test set-up bench sizes bundle lock clean

help:
	@echo "make demo    set up, make the demonstration vault, its briefing and workbook, open the window"
	@echo "make test    set up, run every check and test"
	@echo "make bench   speed and memory        make sizes   lengths of functions and files"
	@echo "make bundle  dist/strikelog, to run without Python"
	@echo "make lock    pin the dependencies anew (needs uv)"

demo: set-up
	@$(VENV)/strikelog tour $(DEMO)
	@$(VENV)/strikelog --demo

test: set-up
	@$(VENV)/python packaging/checks.py

bench: set-up
	@$(VENV)/python -m tests.benchmarks

sizes:
	@$(PYTHON) tests/architecture/code_sizes.py

bundle: set-up
	@$(VENV)/python -m PyInstaller --noconfirm --log-level WARN packaging/strikelog.spec
	@dist/strikelog/strikelog --version

set-up:
	@test -n "$(PYTHON)" || { echo "strikelog needs Python 3.11 or later."; exit 1; }
	@$(PYTHON) packaging/set_up.py

# Keeps the versions that still fit; LOCK_OPTIONS=--upgrade takes the newest of all.
lock:
	@uv pip compile pyproject.toml --quiet --extra dev --universal --python-version 3.11 \
	    --only-binary :all: --generate-hashes --no-annotate --no-header --no-emit-index-url \
	    $(LOCK_OPTIONS) --output-file requirements.lock
	@sed -i '1i # Versions and hashes of all that strikelog needs to run, be tested and be bundled, on every system.\n# Made from pyproject.toml by "make lock"; installed by packaging/set_up.py.' requirements.lock

clean:
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
