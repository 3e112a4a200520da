"""The addresses that the pages of this room name: its own, the frame's, those of acts, visits, insurance."""

from django.http import HttpResponse
from django.urls import include, path


def nothing(_request, *_args):
    return HttpResponse("")


web = ([path("", nothing, name="home"), path("search", nothing, name="search")], "web")
urlpatterns = [
    path("", include(web)),
    path("", include("zhangdian.people.organization.urls")),
    path("", include("zhangdian.foundation.ui.urls")),
    path("customers/", include("zhangdian.people.customers.urls")),
    path("", include("zhangdian.frontline.service.urls")),
    path("insurance/", include("zhangdian.aftercare.insurance.urls")),
]
