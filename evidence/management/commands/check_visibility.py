"""``manage.py check_visibility``: whether each page and feed shows what its grants ask for."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from evidence.checking import check_site
from projects.models import Project


class Command(BaseCommand):
    help = (
        "Check that each page and feed shows emblem, statement and disclaimer as its grants ask. The exit"
        " code is 1 if something that is known is not shown, 2 if there is no such project."
    )

    def add_arguments(self, parser):
        parser.add_argument("--project", default="", metavar="SLUG", help="only this project")
        parser.add_argument("--json", action="store_true", help="write the report as JSON")

    def handle(self, *args, project, **options):
        if project and not Project.objects.filter(slug=project).exists():
            message = f"There is no project with the slug “{project}”."
            raise CommandError(message, returncode=2)
        report = check_site(project=project, progress=self.tell)
        self.stderr.write("")
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        else:
            self.write_table(report)
        if report.severe:
            sys.exit(1)

    def tell(self, done, total):
        """Write on one line how far it is."""
        self.stderr.write(f"\r{done}/{total}", self.style.NOTICE, ending="")

    def write_table(self, report):
        """Write the findings, a line each, and the summary."""
        for finding in (*report.severe, *report.warnings):
            duty = finding.duty
            self.stdout.write(f"{finding.severity:8} {duty.path:60} {duty.name}: {finding.words}")
        self.stdout.write(str(report.summary))
