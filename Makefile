# Every target is one or two lines of shell; `make help` lists them.
# Nothing but python3 (3.11 or 3.12), a Python 3.10 and make is needed: `make install` brings the rest.

SHELL := /bin/sh
PYTHON ?= python3
WEB := .venv/web/bin
BOT := .venv/bot/bin
CODE := yarrow actions tests tools bench

export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help install run demo-channels train test test-core check lint types contracts data bench quality ear lock format clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: ## make both environments, .venv/web and .venv/bot (does nothing if they are up to date)
	@$(PYTHON) tools/install.py

run: install ## train if needed, start everything, wait until it is ready; Ctrl-C stops it
	@exec $(WEB)/yarrow serve

demo-channels: install ## six messaging apps on one page, all doubles, with Yarrow behind them; Ctrl-C stops it
	@exec $(WEB)/python -m tools.platforms

train: install ## train the Rasa model, if what it is made from has changed
	@$(WEB)/yarrow train

test: install train ## every test of both sides; the last line sums them up
	@$(PYTHON) tools/suites.py

test-core: install ## the pure packages on both interpreters; no Rasa, seconds
	@$(PYTHON) tools/suites.py core-web core-bot

check: lint types contracts data ## what can be checked without running anything

lint: install ## ruff and yamllint
	@$(WEB)/ruff check --quiet $(wildcard $(CODE)) && $(WEB)/ruff format --check --quiet $(wildcard $(CODE))
	@$(WEB)/yamllint --strict .

types: install ## mypy, strict
	@$(WEB)/mypy

contracts: install ## the direction of imports (import-linter)
	@$(WEB)/lint-imports --no-cache

data: install train ## the protocol's own checks, also for every messaging app, and Rasa's of its training data
	@$(WEB)/yarrow protocol check
	@$(WEB)/yarrow channels lint
	@$(BOT)/python -m rasa data validate --fail-on-warnings --max-history 5

bench: install train ## measure; prints a table and writes JSON
	@$(WEB)/python -m bench

quality: bench ## measure speed and understanding, beside others, and write docs/quality.md from it
	@$(WEB)/python -m bench.quality
	@$(WEB)/python -m bench.page

ear: install ## teach the second ear anew from data/nlu (installs torch, some gigabytes; ten minutes and more)
	test -x .venv/ear/bin/python || $(WEB)/uv venv --quiet --python $(WEB)/python .venv/ear
	$(WEB)/uv pip install --quiet --python .venv/ear/bin/python --require-hashes -r requirements/ear.txt
	@.venv/ear/bin/python -m tools.ear

format: install ## rewrite the code in the house format
	@$(WEB)/ruff check --fix --quiet $(wildcard $(CODE)); $(WEB)/ruff format --quiet $(wildcard $(CODE))

LOCK := $(WEB)/uv pip compile --quiet pyproject.toml --generate-hashes --no-emit-index-url --no-annotate --no-header

lock: install ## renew the pinned requirement files from pyproject.toml
	$(WEB)/uv pip compile --quiet requirements/bootstrap.in --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements/bootstrap.txt
	$(LOCK) --extra bot --python $(BOT)/python -o requirements/bot.txt
	$(LOCK) --extra web --extra dev --python-version 3.11 -o requirements/web.txt
	$(LOCK) --extra ear --python-version 3.11 -o requirements/ear.txt

clean: ## remove what can be made again: caches and models (not the environments, never the database)
	rm -rf models .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .rasa htmlcov .coverage
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
