"""The desk: the stock admin under the site's own name."""

from functools import partial, wraps

from allauth.account.decorators import secure_admin_login
from django.contrib import auth, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.urls import FORGET
from delivery import health
from evidence import views as evidence
from knowledgecity import guide, links, text_css
from library.models import Document, Image
from pages.models import Message, MessageState, SiteText
from projects.missing import missing_facts
from projects.models import Project
from publishing.kept import views as kept
from publishing.kept.admin import KeptTypingMixin
from publishing.preview import views as preview

# What staff open most comes first; the rest follows by name.
ORDER = ["blog", "projects", "people", "partners", "library", "accounts", "auth"]


class Desk(AdminSite):
    """The admin of the staff; sign-in is allauth's, so its rate limits apply here too."""

    site_header = _("Knowledge City: desk")
    site_title = _("Knowledge City")
    index_title = _("What would you like to do?")
    site_url = "/"
    # The columns of the lists need the room.
    enable_nav_sidebar = False

    def get_urls(self):
        return [
            path("run-again/", self.admin_view(self.run_again), name="run_again"),
            path("links/", self.admin_view(self.links), name="links"),
            path("guide/", self.admin_view(partial(guide.view, admin_site=self)), name="guide"),
            path("text.css", text_css.view, name="text_css"),
            *kept.urls(self),
            *preview.urls(self),
            *evidence.urls(self),
            *super().get_urls(),
        ]

    def register(self, model_or_iterable, admin_class=None, **options):
        """Register as ever; forms of the library, which is below ``publishing``, keep what is typed too."""
        models = model_or_iterable if isinstance(model_or_iterable, tuple) else ()
        if admin_class is not None and set(models) & {Image, Document}:
            admin_class = type(admin_class.__name__, (KeptTypingMixin, admin_class), {})
        super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view, cacheable=False):
        """Keep a form that is sent after its session has ended, before asking to sign in."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request, *args, **kwargs):
            answer = None if self.has_permission(request) else kept.rescued(request)
            return answer or inner(request, *args, **kwargs)

        return guarded

    def index(self, request, extra_context=None):
        """Show what has stopped in the background, to those who may do something about it."""
        problems = health.problems() if _may_run_tasks(request) else []
        context = {
            "problems": problems,
            "can_run_again": any(problem.runs_again for problem in problems),
            "with_gaps": _projects_with_gaps(request),
            "contact_gaps": _contact_gaps(request),
            "new_messages": _new_messages(request),
        }
        return super().index(request, {**context, **(extra_context or {})})

    @method_decorator(require_POST)
    def run_again(self, request):
        """Let everything that failed in the background run again."""
        if not _may_run_tasks(request):
            raise PermissionDenied
        for line in _told(*health.run_again()):
            messages.success(request, line)
        return redirect("admin:index")

    @method_decorator(require_safe)
    def links(self, request):
        """Return what the link dialog of the editor asked for, as JSON."""
        return links.answer(request, self)

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context)

    def logout(self, request, extra_context=None):
        if request.method != "POST":
            return redirect("account_logout")
        auth.logout(request)
        response = redirect("account_login")
        response.headers.setdefault(*FORGET)
        return response

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        last = len(ORDER)
        positions = {label: position for position, label in enumerate(ORDER)}
        return sorted(apps, key=lambda app: positions.get(app["app_label"], last))


def _projects_with_gaps(request):
    """Return the public projects of which facts are missing: ``(project, address of its form, number)``."""
    if not request.user.has_perm("projects.view_project"):
        return []
    rows = Project.objects.published().with_facts().order_by("acronym")
    counted = ((project, len(missing_facts(project))) for project in rows)
    return [
        (project, reverse("admin:projects_project_change", args=[project.pk]), number)
        for project, number in counted
        if number
    ]


def _contact_gaps(request):
    """Return the languages whose contact facts have gaps: ``(language, address of the form, facts)``."""
    if not request.user.has_perm("pages.change_sitetext"):
        return []
    return [
        (text, reverse("admin:pages_sitetext_change", args=[text.pk]), missing)
        for text in SiteText.objects.all()
        if (missing := text.missing())
    ]


def _new_messages(request):
    """Return how many messages from the site nobody has dealt with, 0 for those who may not read them."""
    if not request.user.has_perm("pages.view_message"):
        return 0
    return Message.objects.filter(state=MessageState.NEW).count()


def _may_run_tasks(request):
    return request.user.has_perm("delivery.change_due")


def _told(tasks, scheduled):
    """Yield what a person is told about so many tasks that run again."""
    if tasks:
        yield ngettext(
            "%(count)d background task was put back into the queue.",
            "%(count)d background tasks were put back into the queue.",
            tasks,
        ) % {"count": tasks}
    if scheduled:
        yield ngettext(
            "%(count)d task will run within a second.",
            "%(count)d tasks will run within a second, one after the other.",
            scheduled,
        ) % {"count": scheduled}
    if not tasks and not scheduled:
        yield gettext("Nothing was left to run again.")
