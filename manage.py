#!/usr/bin/env python
"""Django's command line for this site; alongside ``make run`` it needs no variables."""

import os
import sys

from django.core.management import execute_from_command_line

from knowledgecity import environment

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgecity.settings")
    environment.lend_local()
    try:
        execute_from_command_line(sys.argv)
    except environment.Refusal as refusal:
        sys.exit(str(refusal))
