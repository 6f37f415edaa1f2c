"""Addresses of files, below ``/media/``."""

from django.urls import path

from library import views

urlpatterns = [path("<path:path>", views.media, name="media")]
