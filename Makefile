# Everyday commands. `make` alone prints them.
PYTHON ?= python3
RUN = "$(CURDIR)/.venv/bin/python"
# What measures and draws stands in the environment of the tests.
TOOLS = "$(PYTHON)" -c "import sys; sys.path.insert(0, 'bin'); import environment; environment.prepare('test')"

help:  ## print these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1	/' | expand -t 20

run:  ## set up what is missing and start the site on http://localhost:8000
	@"$(PYTHON)" bin/run_site.py run

dev:  ## the same with Django's development server, which follows changes of the code
	@"$(PYTHON)" bin/run_site.py dev

test:  ## every test, on SQLite and on PostgreSQL, in the browser too
	@"$(PYTHON)" bin/run_tests.py

lint:  ## what a machine can say about the code
	@"$(PYTHON)" bin/lint.py

format:  ## put code and templates into shape
	@"$(PYTHON)" bin/lint.py --format

password:  ## give the demo accounts a new password
	@"$(PYTHON)" bin/run_site.py password

messages:  ## collect the texts of the interface and compile their translation
	@"$(PYTHON)" bin/run_site.py messages

pictures:  ## take the pictures of the documentation from a running site (PASSWORD=…)
	@$(TOOLS)
	@$(RUN) bin/docs_pictures.py

screens:  ## take every kind of page of a running site into var/screens, to be looked at
	@$(TOOLS)
	@$(RUN) bin/screens.py

bench:  ## measure how fast 20,000 posts are searched
	@$(TOOLS)
	@$(RUN) bench/search.py

drill:  ## let many processes write, read, fail and die at once, on both databases (two minutes)
	@$(TOOLS)
	@$(RUN) bench/drill

lighthouse:  ## ask Lighthouse about a running site, as on a slow telephone
	@$(TOOLS)
	@$(RUN) bench/lighthouse.py

budgets:  ## weigh a first visit to each kind of page of a running site
	@$(TOOLS)
	@$(RUN) bench/budgets.py

validate:  ## read every page and stylesheet of a running site with the Nu HTML Checker
	@$(TOOLS)
	@$(RUN) bench/validate.py

requirements:  ## compile the requirement files anew, with hashes
	@$(TOOLS)
	@for name in base test; do \
		$(RUN) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes \
			--no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt; \
	done

.PHONY: help run dev test lint format password messages pictures screens bench drill lighthouse budgets validate requirements
.DEFAULT_GOAL := help
