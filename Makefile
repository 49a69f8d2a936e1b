# Eenplan: `make start` laat het zien, `make test` bewijst het.

PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
.DEFAULT_GOAL := help

.PHONY: help
help:
	@echo "make start [PORT=8000]  installeert, laadt een fictieve gemeente en toont Eenplan op http://127.0.0.1:PORT"
	@echo "make test               installeert wat de tests nodig hebben en draait alles"
	@echo "make test-lang          hetzelfde, met de lange crash-, fuzz- en schaalproeven"
	@echo "make beelden            maakt de plaatjes van het handboek opnieuw"
	@echo "make bench              meet snelheid en geheugen en schrijft JSON-regels"
	@echo "make install            maakt alleen .venv, zonder het rekendeel (scenario's, verdeelvoorstellen)"
	@echo "make lint               opmaak, typen en muren"
	@echo "make lock               legt de pakketten opnieuw vast (vraagt uv)"

.PHONY: start
start: .venv/formatie
	@$(PY) -m eenplan start --poort $(PORT)

.PHONY: install
install: .venv/basis

.PHONY: test
test: .venv/test lint
	@$(PY) -m pytest -n 2 --ignore tests/e2e
	@$(PY) -m pytest tests/e2e

.PHONY: test-lang
test-lang: .venv/test lint
	@EENPLAN_LANG=1 $(PY) -m pytest -n 2 --ignore tests/e2e
	@EENPLAN_LANG=1 $(PY) -m pytest tests/e2e

.PHONY: beelden
beelden: .venv/test
	@EENPLAN_BEELDEN=1 $(PY) -m pytest tests/e2e

.PHONY: lint
lint: .venv/test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports
	@.venv/bin/mypy

.PHONY: bench
bench: .venv/test
	@fout=0; $(PY) -m ijw bench || fout=1; for file in benchmarks/*.py; do $(PY) $$file || fout=1; done; exit $$fout

.PHONY: lock
lock:
	uv pip compile -q --upgrade --python-version 3.11 --generate-hashes --no-header --no-annotate --extra bouw pyproject.toml -o requirements/basis.lock
	uv pip compile -q --upgrade --python-version 3.11 --generate-hashes --no-header --no-annotate --extra bouw --extra formatie pyproject.toml -c requirements/basis.lock -o requirements/formatie.lock
	uv pip compile -q --upgrade --python-version 3.11 --generate-hashes --no-header --no-annotate --extra bouw --extra formatie --extra test pyproject.toml -c requirements/formatie.lock -o requirements/test.lock

.venv/bin/python:
	@scripts/venv.sh "$(PYTHON)"

.venv/basis: .venv/bin/python requirements/basis.lock pyproject.toml
	@echo "Pakketten installeren …"
	@$(INSTALL) -r requirements/basis.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/formatie: .venv/basis requirements/formatie.lock
	@echo "Rekendeel installeren …"
	@$(INSTALL) -r requirements/formatie.lock
	@touch $@

.venv/test: .venv/basis requirements/test.lock scripts/chromium.sh
	@echo "Pakketten voor de tests installeren …"
	@$(INSTALL) -r requirements/test.lock
	@scripts/chromium.sh
	@touch $@
