# Everything sets up what it needs; a second time nothing is installed that is there already.
SHELL := /bin/bash
HOST ?= 127.0.0.1
PORT ?= 8000
# One more than there are cores: many tests wait for a server or a browser.
WORKERS ?= $(shell expr $$(nproc) + 1)
export HOST PORT
# A process that may not keep what it compiled begins three seconds later, each time.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
ZD := $(VENV)/bin/zhangdian
PYTEST := $(VENV)/bin/pytest
# A stamp is named by what was installed, so another lock is another stamp.
RUN := $(VENV)/installed-run-$(shell cat requirements.txt pyproject.toml tools/install | cksum | tr ' ' -)
TEST := $(VENV)/installed-test-$(shell cat requirements-test.txt pyproject.toml tools/install | cksum | tr ' ' -)

LINTS := lint-types lint-style lint-floors lint-templates lint-migrations

.PHONY: help run test test-long lint $(LINTS) format pictures bench docs doctor lock vendor

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

run: $(RUN)  ## a store to try, with its worker, at HOST:PORT (127.0.0.1:8000)
	@$(ZD) migrate --verbosity 0
	@$(ZD) demo --if-empty
	@exec $(ZD) serve --with-worker

# What the tests of a file have shown together is asked at its end: a file stays with one worker.
BESIDE := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
MONEY_AND_STOCK := $(addprefix zhangdian/,resources/cashier resources/parts frontline/service/delivery)

test: $(TEST)  ## all tests on SQLite, those that the database may change on PostgreSQL; money and stock killed at every statement
	ZD_TEST_DB=sqlite $(PYTEST) $(BESIDE)
	ZD_TEST_DB=postgres $(PYTEST) $(BESIDE)
	ZD_CRASH=1 $(PYTEST) $(BESIDE) $(MONEY_AND_STOCK)

test-long: $(TEST)  ## what takes longer, a part at a time, kept in bench/results: reliability's figures, a simulated quarter
	$(VENV)/bin/python -m bench.long

lint: $(TEST)  ## style, types, floors, templates, migrations
	@$(MAKE) --no-print-directory -j 2 --output-sync=target $(LINTS)

lint-style:
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

lint-types:
	$(VENV)/bin/mypy

lint-floors:
	$(VENV)/bin/lint-imports

lint-templates:
	$(VENV)/bin/djlint zhangdian --lint --quiet

lint-migrations:
	$(ZD) makemigrations --check --dry-run

format: $(TEST)  ## put the code in the house's form
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

PICTURES ?= pictures
pictures: $(TEST)  ## every page of a demo store at three sizes, in PICTURES (needs chromium)
	ZHANGDIAN_DATA=$(PICTURES)/store $(ZD) migrate --verbosity 0
	ZHANGDIAN_DATA=$(PICTURES)/store $(ZD) demo --if-empty --until $$(date -d yesterday +%F)T10:42
	ZHANGDIAN_DATA=$(PICTURES)/store $(VENV)/bin/python -m tests.pictures $(PICTURES)

bench: $(TEST)  ## cost against the raw database
	$(VENV)/bin/python -m bench

docs: $(TEST)  ## draw the generated charts and tables anew
	$(ZD) docs

doctor: $(RUN)  ## what this machine lacks, and what that switches off
	@$(ZD) doctor

lock: $(TEST)  ## requirements*.in to hashed locks
	for name in requirements requirements-test; do \
	  .tools/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate $$name.in -o $$name.txt || exit 1; done

vendor: $(TEST)  ## fetch the browser's files again and compare them with their sums (needs npm)
	$(VENV)/bin/python tools/vendor.py

$(RUN):
	@tools/install run
	@touch $@

$(TEST):
	@tools/install test
	@touch $@
