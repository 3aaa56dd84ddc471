# Everything a user runs. The virtual environment is made, and brought up to date, by whatever needs it.
DUMP ?= corpus/sample
OUT ?= outputs
VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready

.PHONY: help run test bench report mechanisms changes explain learn gazetteer codebook lock clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/make \1\t\2/' | expand -t 18

run: $(READY) ## tables of DUMP (corpus/sample) in OUT (outputs)
	@$(PYTHON) -m pipeline run "$(DUMP)" --out "$(OUT)"

test: $(VENV)/.test ## lint, types and every test
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(PYTHON) -m pytest

bench: $(VENV)/.bench ## speed of a run beside jieba alone, of each extractor beside public tools
	@$(PYTHON) -m benchmarks "$(DUMP)"

report: $(READY) ## OUT/report.html: the tables of OUT as a page to look at
	@$(PYTHON) -m pipeline report "$(OUT)"

mechanisms: $(READY) ## the mechanisms of OUT for people: variants, components, places, first dates
	@$(PYTHON) -m pipeline mechanisms "$(OUT)"

changes: $(READY) ## rows gained, lost or changed from the tables OLD to the tables OUT
	@$(PYTHON) -m pipeline changes "$(OLD)" "$(OUT)"

explain: $(READY) ## article DOC of DUMP line by line: label, rule, what it became
	@$(PYTHON) -m pipeline explain "$(DUMP)" "$(DOC)"

learn: $(READY) ## lines that repeat across the articles of an outlet of DUMP, proposed for the lexicon
	@$(PYTHON) -m pipeline learn "$(DUMP)"

codebook: $(READY) ## outputs/README.md from the record classes
	@$(PYTHON) -m pipeline.codebook > outputs/README.md

lock: ## the newest versions that pyproject.toml allows, pinned
	@uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --upgrade -o requirements.lock pyproject.toml
	@uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --upgrade --extra test -c requirements.lock -o requirements-test.lock pyproject.toml
	@uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --upgrade --prerelease allow --extra bench -c requirements.lock -o requirements-bench.lock pyproject.toml

clean: ## remove the virtual environment and all tables
	@rm -rf $(VENV) outputs/*/

# uv where it is, else venv and pip; both install what is locked.
define install
	@test -x $(PYTHON) || if command -v uv >/dev/null; then uv venv --quiet $(VENV); else python3 -m venv $(VENV); fi
	@if command -v uv >/dev/null; then VIRTUAL_ENV=$(VENV) uv pip install --quiet -r $(1); else $(PYTHON) -m pip install --quiet --disable-pip-version-check -r $(1); fi
	@touch $@
endef

$(READY): requirements.lock
	$(call install,requirements.lock)

$(VENV)/.test: requirements-test.lock | $(READY)
	$(call install,requirements-test.lock)

$(VENV)/.bench: requirements-bench.lock | $(READY)
	$(call install,requirements-bench.lock)
