"""Addresses of signing in. Only what stands here exists: allauth's other pages have no route.

The views are allauth's, with templates of ours; names and arguments are those that it reverses.
"""

from allauth.account import views
from django.urls import path, re_path


def page(view, template):
    """Return a view of allauth that shows a template of ours."""
    return view.as_view(template_name=f"accounts/{template}.html")


urlpatterns = [
    path("login/", page(views.LoginView, "login"), name="account_login"),
    path("logout/", page(views.LogoutView, "logout"), name="account_logout"),
    path(
        "signup/",
        views.SignupView.as_view(template_name_signup_closed="accounts/signup_closed.html"),
        name="account_signup",
    ),
    path("inactive/", page(views.AccountInactiveView, "inactive"), name="account_inactive"),
    path(
        "reauthenticate/",
        page(views.ReauthenticateView, "reauthenticate"),
        name="account_reauthenticate",
    ),
    path(
        "password/change/",
        page(views.PasswordChangeView, "password_change"),
        name="account_change_password",
    ),
    path("password/set/", page(views.PasswordSetView, "password_set"), name="account_set_password"),
    path(
        "password/reset/",
        page(views.PasswordResetView, "password_reset"),
        name="account_reset_password",
    ),
    path(
        "password/reset/sent/",
        page(views.PasswordResetDoneView, "password_reset_done"),
        name="account_reset_password_done",
    ),
    # A key holds hyphens itself: the number before the first one is the account's.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        page(views.PasswordResetFromKeyView, "password_reset_from_key"),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        page(views.PasswordResetFromKeyDoneView, "password_reset_from_key_done"),
        name="account_reset_password_from_key_done",
    ),
]
