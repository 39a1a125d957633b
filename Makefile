# Two commands do all: `make start` and `make test`. `make help` lists the rest.
PYTHON := .venv/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONPATH := .

.PHONY: help start inzicht test widget pictures kennis train chat evaluate lint lock clean

help: ## toon deze lijst
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/'

# uv installs the locked packages in a fraction of pip's time; its own lock names it with its hashes. Compiled once here:
# where Python may not write bytecode, each process that uses Rasa compiles for fifteen seconds.
.venv/.ready: requirements.lock requirements-uv.lock .python-version
	@echo "Omgeving klaarzetten (de eerste keer een minuut of twee, ongeveer 700 MB) ..."
	@python3.10 -m venv --clear .venv
	@$(PYTHON) -m pip install --quiet --quiet --require-hashes --requirement requirements-uv.lock
	@.venv/bin/uv pip sync --quiet --compile-bytecode --python $(PYTHON) --require-hashes requirements.lock
	@touch $@

WIDGET := widget/dist/kompas-assistent.js
widget/node_modules/.ready: widget/package.json widget/package-lock.json
	@command -v npm > /dev/null || { echo "Node.js ontbreekt. Installeer Node.js 20 of nieuwer, met npm, en probeer het opnieuw." >&2; exit 1; }
	@echo "Bouwgereedschap van de widget ophalen ..."
	@npm --prefix widget ci --silent --no-audit --no-fund
	@touch $@

$(WIDGET): widget/node_modules/.ready widget/build.mjs $(shell find widget/src -type f)
	@echo "Widget bouwen ..."
	@npm --prefix widget run --silent build

# Published clients of Rasa, for the tests of the Socket.IO channel.
CLIENTS := tests/browser/node_modules/.ready
$(CLIENTS): tests/browser/package.json tests/browser/package-lock.json
	@echo "Clients voor de tests ophalen ..."
	@npm --prefix tests/browser ci --silent --no-audit --no-fund --ignore-scripts --omit=peer
	@touch $@

widget: $(WIDGET) ## bouw de webcomponent <kompas-assistent>

start: .venv/.ready $(WIDGET) ## start de assistent en toon het adres van de pagina
	@exec $(PYTHON) -m bot.launch

inzicht: .venv/.ready ## toon de cijfers voor de helpdesk in de browser
	@$(PYTHON) -m helpdesk insight

# Two processes that each compute on two cores mostly wait for each other.
test: export OPENBLAS_NUM_THREADS := 1
test: .venv/.ready $(WIDGET) $(CLIENTS) ## draai alle tests, de linter en de typecontrole
	@.venv/bin/ruff check --quiet .
	@.venv/bin/mypy
	@npm --prefix widget run --silent check
	@$(PYTHON) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

kennis: .venv/.ready ## bouw de kennisbank uit kompas/content
	@$(PYTHON) -m kompas build

train: .venv/.ready ## train het taalmodel als er iets veranderd is
	@$(PYTHON) -m bot.model

chat: .venv/.ready ## voer een gesprek in de terminal
	@$(PYTHON) -m bot.chat

evaluate: .venv/.ready ## meet de draaiende assistent en schrijf een rapport in var/evaluation
	@$(PYTHON) -m evaluation

pictures: .venv/.ready ## maak de schermafbeeldingen van de README, met de draaiende assistent
	@$(PYTHON) tests/widget/pictures.py

lint: .venv/.ready widget/node_modules/.ready ## alleen linter en typecontrole
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@npm --prefix widget run --silent check

lock: .venv/.ready ## werk requirements.lock bij na een wijziging in pyproject.toml
	@.venv/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --python 3.10 --extra dev pyproject.toml --output-file requirements.lock
	@echo "uv==$$(.venv/bin/uv --version | cut -d' ' -f2)" | .venv/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header - --output-file requirements-uv.lock

clean: ## verwijder alles wat gemaakt is: omgeving, model, kennisbank, widget, gesprekken
	@rm -rf .venv var models widget/node_modules widget/dist tests/browser/node_modules .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis
