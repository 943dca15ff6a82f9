# The commands of this project. PORT chooses the port of demo and run, PYTHON the interpreter of .venv.
.DEFAULT_GOAL := help
.PHONY: help demo run runtime development test test-full check check-templates lock messages clean

PORT ?= 8000
export PORT
# Compiled modules make a start twice as fast.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv/bin
# The newest Python that the locked packages know; looked for once, not wherever it is named.
ifeq ($(origin PYTHON), undefined)
PYTHON := $(shell for name in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	"$$name" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo "$$name"; break; }; done)
endif
NO_PYTHON := No Python of version 3.11 or newer with its venv module was found. Install one (on Debian: \
apt install python3 python3-venv), or name one: make demo PYTHON=/path/to/python3.12

help:
	@echo "make demo       start with the demonstration data on http://127.0.0.1:$(PORT)/ (PORT=8001 for another port)"
	@echo "make run        start empty; a printed one-time link creates the administrator"
	@echo "make test       the tests, under five minutes"
	@echo "make test-full  the long sets"
	@echo "make check      style, types, layers, migrations"
	@echo "make messages   collect the strings to translate into locale/"
	@echo "make lock       renew the lock files from requirements/*.in and package.json"
	@echo "make clean      remove what was installed and compiled; data in var/ stays"

demo:
	@$(call install,--port "$(PORT)")
	@exec $(VENV)/python manage.py serve --demo --end-with-parent

run:
	@$(call install,--port "$(PORT)")
	@exec $(VENV)/python manage.py serve --end-with-parent

runtime:
	@$(call install,)

development:
	@$(call install,--packages development)

OLD_PYTHON := is no Python of version 3.11 or newer. Name one that is: make demo PYTHON=/path/to/python3.12

# Asked in words that any Python understands, because the script is none for the oldest.
define install
	test -n "$(PYTHON)" || { echo "$(NO_PYTHON)"; exit 1; }; \
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) $(OLD_PYTHON)"; exit 1; }; \
	"$(PYTHON)" setup_environment.py $(1)
endef

# One process more than the two cores of the smallest machine, because some tests wait.
test: development
	@$(VENV)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not full" $(TESTS)

# What promises seconds is tried with nothing beside it. Pytest answers 5 when nothing is marked so.
test-full: development
	@failed=""; \
	$(VENV)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m "full and not alone" $(TESTS) \
		|| test $$? -eq 5 || failed=yes; \
	$(VENV)/python -m pytest -m "full and alone" $(TESTS) || test $$? -eq 5 || failed=yes; \
	test -z "$$failed"

# All are run, so that one look shows everything that is wrong.
check: development
	@failed=""; \
	step() { echo "== $$*"; "$$@" || failed="$$failed\n  $$*"; }; \
	step $(VENV)/ruff check .; \
	step $(VENV)/ruff format --check .; \
	step $(MAKE) --no-print-directory check-templates; \
	step $(VENV)/mypy; \
	step $(VENV)/lint-imports; \
	step $(VENV)/python manage.py makemigrations --check --dry-run; \
	step $(VENV)/python manage.py check; \
	test -z "$$failed" || { printf "\nFailed:$$failed\n"; exit 1; }

check-templates:
	@find . -name '*.html' -path '*/templates/*' -not -path './.venv/*' -not -path './node_modules/*' \
		-not -path './var/*' -print0 | xargs -0 -r $(VENV)/djade --target-version 5.2 --check

lock: development
	@for name in runtime development mpxj; do \
		$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --upgrade -o requirements/$$name.txt requirements/$$name.in || exit 1; done
	@npm install --package-lock-only --ignore-scripts --no-audit --no-fund

messages: runtime
	@$(VENV)/python manage.py collect_messages

clean:
	@rm -rf .venv node_modules staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
	@find locale -name '*.mo' -delete 2>/dev/null || true
