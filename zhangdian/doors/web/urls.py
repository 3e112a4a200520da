"""The root of all addresses."""

from django.urls import include, path

from zhangdian.doors.web import views

handler500 = "zhangdian.foundation.ui.views.server_error"

web = (
    [
        path("", views.home, name="home"),
        path("search", views.find, name="search"),
        path("signatures", views.requests_page, name="requests"),
        path("signatures/given", views.signed_page, name="signed"),
        path("health", views.health, name="health"),
    ],
    "web",
)

urlpatterns = [
    path("", include(web)),
    path("", include("zhangdian.foundation.ui.urls")),
    path("", include("zhangdian.people.organization.urls")),
    path("customers/", include("zhangdian.people.customers.urls")),
    path("messages/", include("zhangdian.people.messaging.urls")),
    path("parts/", include("zhangdian.resources.parts.urls")),
    path("cashier/", include("zhangdian.resources.cashier.urls")),
    path("training/", include("zhangdian.resources.training.urls")),
    path("", include("zhangdian.frontline.service.urls")),
    path("care/", include("zhangdian.aftercare.care.urls")),
    path("insurance/", include("zhangdian.aftercare.insurance.urls")),
    path("notices/", include("zhangdian.management.notices.urls")),
    path("duties/", include("zhangdian.management.duties.urls")),
    path("reports/", include("zhangdian.management.reports.urls")),
]
