"""The root of all addresses."""

from importlib.util import find_spec

from django.urls import include, path

from zhangdian.doors.web import views

handler500 = "zhangdian.foundation.ui.views.server_error"

web = (
    [
        path("", views.home, name="home"),
        path("search", views.find, name="search"),
        path("signatures", views.requests_page, name="requests"),
        path("health", views.health, name="health"),
    ],
    "web",
)

ROOMS = (
    ("", "people.organization"),
    ("customers/", "people.customers"),
    ("parts/", "resources.parts"),
    ("cashier/", "resources.cashier"),
    ("", "frontline.service"),
    ("care/", "aftercare.care"),
    ("duties/", "management.duties"),
)

urlpatterns = [
    path("", include(web)),
    path("", include("zhangdian.foundation.ui.urls")),
    *(
        path(prefix, include(f"zhangdian.{room}.urls"))
        for prefix, room in ROOMS
        if find_spec(f"zhangdian.{room}") and find_spec(f"zhangdian.{room}.urls")
    ),
]
