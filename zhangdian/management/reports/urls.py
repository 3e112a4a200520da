"""The addresses of reports."""

from django.urls import path

from zhangdian.management.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("indicators", views.indicators_page, name="indicators"),
    path("indicators/paper", views.indicators_paper, name="indicators_paper"),
    path("indicators/sheets", views.indicators_sheets, name="indicators_sheets"),
    path("indicators/<str:figure>", views.indicator, name="indicator"),
    path("plans", views.plans_page, name="plans"),
    path("plans/<str:code>", views.plan_page, name="plan"),
    path("<int:pk>", views.report, name="report"),
    path("<int:pk>/paper", views.report_paper, name="report_paper"),
    path("<int:pk>/file", views.report_file, name="report_file"),
    path("<int:pk>/sheets", views.sheets, name="sheets"),
]
