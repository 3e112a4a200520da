"""The addresses of the room."""

from django.urls import include, path

app_name = "organization"
urlpatterns = [
    path("", include("zhangdian.people.organization.access.urls")),
    path("", include("zhangdian.people.organization.practising.urls")),
    path("", include("zhangdian.people.organization.rostering.urls")),
    path("", include("zhangdian.people.organization.leaving.urls")),
    path("", include("zhangdian.people.organization.lending.urls")),
    path("", include("zhangdian.people.organization.shifts.urls")),
    path("", include("zhangdian.people.organization.staff.urls")),
    path("", include("zhangdian.people.organization.stores.urls")),
]
