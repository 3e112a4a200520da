"""The addresses that this room's tests need: its own, the act view, and a home to come to."""

from django.urls import include, path

from zhangdian.doors.web import views

web = ([path("", views.home, name="home"), path("search", views.find, name="search")], "web")
urlpatterns = [
    path("", include(web)),
    path("", include("zhangdian.foundation.ui.urls")),
    path("", include("zhangdian.people.organization.urls")),
]
