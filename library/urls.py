"""Addresses of files: pictures below ``/media/``, documents below ``/documents/``."""

from django.urls import path

from library import views

urlpatterns = [
    path("media/<path:path>", views.media, name="media"),
    path("documents/<str:key>/<str:name>", views.document, name="document"),
]
