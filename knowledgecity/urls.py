"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

import accounts.urls
import blog.urls
import library.urls
import pages.urls
import partners.urls
import people.urls
import projects.urls
import search.urls
from knowledgecity import machines, share, sitemaps, views
from languages.codes import codes


def in_language(code):
    """Return the routes of one language."""
    return [
        path("", views.Home.as_view(), {"language": code}, name="home"),
        path("site.webmanifest", machines.manifest, {"language": code}, name="manifest"),
        *blog.urls.patterns(code),
        *projects.urls.patterns(code, views.ProjectPageWithPosts),
        *people.urls.patterns(code, views.PersonPageWithPosts),
        *partners.urls.patterns(code, views.PartnerPageWithPosts),
        *search.urls.patterns(code),
        *pages.urls.patterns(code),
    ]


urlpatterns = [
    path("", views.root, name="root"),
    *(path(f"{code}/", include((in_language(code), "site"), namespace=code)) for code in codes()),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.part, name="sitemap_part"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("health/live", machines.live, name="health_live"),
    path("health/ready", machines.ready, name="health_ready"),
    path("share/<uuid:uid>.png", share.serve_image, name="share"),
    path("", include(projects.urls)),
    path("", include(library.urls)),
    path("accounts/", include(accounts.urls)),
    path("admin/", admin.site.urls),
]

handler403 = "knowledgecity.views.forbidden"
handler404 = "knowledgecity.views.not_found"
handler500 = "knowledgecity.views.server_error"
