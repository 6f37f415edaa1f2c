# Everyday commands. `make` on its own lists them.
PYTHON ?= python3
RUN = "$(CURDIR)/.venv/bin/python"
# The measuring and drawing tools are in the test environment.
TOOLS = "$(PYTHON)" -c "import sys; sys.path.insert(0, 'bin'); import environment; environment.prepare('test')"

help:  ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1	/' | expand -t 20

run:  ## set up what is missing and start the site on http://localhost:8000
	@"$(PYTHON)" bin/run_site.py run

dev:  ## the same with Django's development server, which reloads changed code
	@"$(PYTHON)" bin/run_site.py dev

test:  ## run every test, on SQLite and PostgreSQL, browser tests included
	@"$(PYTHON)" bin/run_tests.py

lint:  ## run every linter and check
	@"$(PYTHON)" bin/lint.py

format:  ## format code and templates
	@"$(PYTHON)" bin/lint.py --format

password:  ## give the demo accounts a new password
	@"$(PYTHON)" bin/run_site.py password

messages:  ## collect the interface messages and compile the translations
	@"$(PYTHON)" bin/run_site.py messages

pictures:  ## take the screenshots of the documentation from a running site (PASSWORD=…)
	@$(TOOLS)
	@$(RUN) bin/docs_pictures.py

screens:  ## take screenshots of every kind of page of a running site into var/screens
	@$(TOOLS)
	@$(RUN) bin/screens.py

bench:  ## measure what pages and search cost, and how fast the server is beside nginx (20 minutes)
	@$(TOOLS)
	@over=0; for part in costs search serving; do $(RUN) bench/$$part.py || over=1; done; exit $$over

drill:  ## let many processes write, read, fail and die at once, on both databases (five minutes)
	@$(TOOLS)
	@$(RUN) bench/drill
	@$(RUN) -m pytest -q -n 2 --grids -m grid

lighthouse:  ## run Lighthouse on a running site, as on a slow phone
	@$(TOOLS)
	@$(RUN) bench/lighthouse.py

budgets:  ## measure the weight of a first visit to each kind of page of a running site
	@$(TOOLS)
	@$(RUN) bench/budgets.py

validate:  ## check every page and stylesheet of a running site with the Nu HTML Checker
	@$(TOOLS)
	@$(RUN) bench/validate.py

keep-database:  ## keep a small database of this version under tests/data, before a release
	@$(TOOLS)
	@$(RUN) bin/keep_database.py

requirements:  ## recompile the requirement files, with hashes
	@$(TOOLS)
	@for name in base test; do \
		$(RUN) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes \
			--no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt; \
	done

.PHONY: help run dev test lint format password messages pictures screens bench drill lighthouse budgets validate keep-database requirements
.DEFAULT_GOAL := help
