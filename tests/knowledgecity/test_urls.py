"""The addresses of the site, as other sites and readers know them."""

import pytest
from django.urls import NoReverseMatch, resolve, reverse

ADDRESSES = [
    ("home", {}, "/en/", "/bg/"),
    ("publications", {}, "/en/blog/", "/bg/blog/"),
    ("publications_page", {"number": 2}, "/en/blog/page/2/", "/bg/blog/stranitsa/2/"),
    ("publications_year", {"year": 2024}, "/en/blog/2024/", "/bg/blog/2024/"),
    ("publications_topic", {"slug": "x"}, "/en/blog/topic/x/", "/bg/blog/tema/x/"),
    ("news", {}, "/en/news/", "/bg/novini/"),
    ("news_series", {"slug": "x"}, "/en/news/series/x/", "/bg/novini/poreditsa/x/"),
    ("news_post", {"slug": "x"}, "/en/news/x/", "/bg/novini/x/"),
    ("projects", {}, "/en/projects/", "/bg/proekti/"),
    ("project", {"slug": "x"}, "/en/projects/x/", "/bg/proekti/x/"),
    ("partners_page", {"number": 3}, "/en/partners/page/3/", "/bg/partnyori/stranitsa/3/"),
    ("people", {}, "/en/people/", "/bg/hora/"),
    ("person", {"slug": "x"}, "/en/people/x/", "/bg/hora/x/"),
    ("partner", {"slug": "x"}, "/en/partners/x/", "/bg/partnyori/x/"),
    (
        "project_feed",
        {"slug": "x", "format": "atom"},
        "/en/projects/x/feed.atom",
        "/bg/proekti/x/feed.atom",
    ),
]


@pytest.mark.parametrize(("name", "kwargs", "english", "bulgarian"), ADDRESSES)
def test_every_route_stands_where_the_design_says(name, kwargs, english, bulgarian):
    for language, path in (("en", english), ("bg", bulgarian)):
        assert reverse(f"{language}:{name}", kwargs=kwargs) == path
        found = resolve(path)
        assert found.view_name == f"{language}:{name}"
        assert found.kwargs["language"] == language


def test_staff_sign_in_by_password_only():
    assert reverse("account_login") == "/accounts/login/"
    assert reverse("account_reset_password") == "/accounts/password/reset/"
    for name in ("account_request_login_code", "account_signup_by_passkey"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


@pytest.mark.django_db
def test_nobody_signs_up(client):
    response = client.post("/accounts/signup/", {"email": "a@example.org", "password1": "x" * 20})
    assert "sessionid" not in response.cookies
    assert response.status_code in {200, 302, 403, 404}
