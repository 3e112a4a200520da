"""The addresses of the rooms that stand: what the frame of a page may link to."""

from importlib.util import find_spec

from django.urls import include, path

from zhangdian.doors.web import views
from zhangdian.settings import ROOMS

web = ([path("", views.home, name="home"), path("search", views.find, name="search")], "web")
built = [f"zhangdian.{room}.urls" for room in ROOMS if room != "doors.web" and find_spec(f"zhangdian.{room}")]
urlpatterns = [
    path("", include(web)),
    *(
        path("" if "organization" in urls or ".ui" in urls else f"{urls.split('.')[2]}/", include(urls))
        for urls in built
        if find_spec(urls)
    ),
]
