"""The addresses of the store's own page."""

from django.urls import path

from zhangdian.people.organization.stores import views

urlpatterns = [path("store", views.store, name="store")]
