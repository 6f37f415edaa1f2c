"""Addresses of signing in. Only what stands here exists: allauth's other pages have no route.

The views are allauth's, with templates of ours; names and arguments are those that it reverses.
"""

from allauth.account import views
from django.urls import path, re_path

# The end of the name of a route, its address, its view, its template in ``templates/accounts/``.
PAGES = [
    ("login", "login/", views.LoginView, "login"),
    ("logout", "logout/", views.LogoutView, "logout"),
    ("inactive", "inactive/", views.AccountInactiveView, "inactive"),
    ("reauthenticate", "reauthenticate/", views.ReauthenticateView, "reauthenticate"),
    ("change_password", "password/change/", views.PasswordChangeView, "password_change"),
    ("set_password", "password/set/", views.PasswordSetView, "password_set"),
    ("reset_password", "password/reset/", views.PasswordResetView, "password_reset"),
    (
        "reset_password_done",
        "password/reset/sent/",
        views.PasswordResetDoneView,
        "password_reset_done",
    ),
    (
        "reset_password_from_key_done",
        "password/reset/done/",
        views.PasswordResetFromKeyDoneView,
        "password_reset_from_key_done",
    ),
]

urlpatterns = [
    *(
        path(
            address,
            view.as_view(template_name=f"accounts/{template}.html"),
            name=f"account_{name}",
        )
        for name, address, view, template in PAGES
    ),
    # A key holds hyphens itself: the number before the first one is the account's.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.PasswordResetFromKeyView.as_view(
            template_name="accounts/password_reset_from_key.html"
        ),
        name="account_reset_password_from_key",
    ),
    # Nobody signs up; the page that says so is what allauth's own links lead to.
    path(
        "signup/",
        views.SignupView.as_view(template_name_signup_closed="accounts/signup_closed.html"),
        name="account_signup",
    ),
]
