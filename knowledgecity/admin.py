"""The desk: the stock admin under the site's own name."""

from allauth.account.decorators import secure_admin_login
from django.contrib import auth
from django.contrib.admin import AdminSite
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

# What staff open most comes first; the rest follows by name.
ORDER = ["blog", "projects", "partners", "library", "accounts", "auth"]


class Desk(AdminSite):
    """The admin of the staff; sign-in is allauth's, so its rate limits apply here too."""

    site_header = _("Knowledge City: desk")
    site_title = _("Knowledge City")
    index_title = _("What would you like to do?")
    site_url = "/"
    # The columns of the lists need the room.
    enable_nav_sidebar = False

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context)

    def logout(self, request, extra_context=None):
        if request.method != "POST":
            return redirect("account_logout")
        auth.logout(request)
        return redirect("account_login")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        last = len(ORDER)
        positions = {label: position for position, label in enumerate(ORDER)}
        return sorted(apps, key=lambda app: positions.get(app["app_label"], last))
