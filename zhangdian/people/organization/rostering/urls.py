"""The addresses of shifts and of the roster as it leaves the house."""

from django.urls import path

from zhangdian.people.organization.rostering import views

urlpatterns = [
    path("shifts", views.shifts, name="shifts"),
    path("roster/paper", views.roster_paper, name="roster_paper"),
    path("roster/sheets", views.roster_sheets, name="roster_sheets"),
    path("tomorrow", views.tomorrow, name="tomorrow"),
    path("roster", views.roster, name="roster"),
]
