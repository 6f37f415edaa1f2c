"""Sign-in addresses. Only these exist: allauth's other pages have no route.

The views are allauth's, with templates of ours; names and arguments are those that it reverses.
"""

from allauth.account import views
from django.urls import path, re_path

# What was typed and could not be sent yet is kept in the browser (static/desk/typing.js) until somebody
# signs out there; a session that ends by itself leaves it.
FORGET = ("Clear-Site-Data", '"storage"')


class LogoutView(views.LogoutView):
    """Signs out, and clears what the browser has kept."""

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response.headers.setdefault(*FORGET)
        return response


# By the last part of the route name, which is also the template name: the address and the view.
PAGES = {
    "login": ("login/", views.LoginView),
    "logout": ("logout/", LogoutView),
    "inactive": ("inactive/", views.AccountInactiveView),
    "reauthenticate": ("reauthenticate/", views.ReauthenticateView),
    "change_password": ("password/change/", views.PasswordChangeView),
    "set_password": ("password/set/", views.PasswordSetView),
    "reset_password": ("password/reset/", views.PasswordResetView),
    "reset_password_done": ("password/reset/sent/", views.PasswordResetDoneView),
    "reset_password_from_key_done": ("password/reset/done/", views.PasswordResetFromKeyDoneView),
}


def page(name, view):
    """Return an allauth view that shows our template with this name."""
    return view.as_view(template_name=f"accounts/{name}.html")


urlpatterns = [
    *(
        path(address, page(name, view), name=f"account_{name}")
        for name, (address, view) in PAGES.items()
    ),
    # A key may contain hyphens: the number before the first one is the account's.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        page("reset_password_from_key", views.PasswordResetFromKeyView),
        name="account_reset_password_from_key",
    ),
    # Nobody signs up; allauth's own links lead to this page, which says so.
    path(
        "signup/",
        views.SignupView.as_view(template_name_signup_closed="accounts/signup_closed.html"),
        name="account_signup",
    ),
]
