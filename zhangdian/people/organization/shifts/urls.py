"""The addresses of the roster."""

from django.urls import path

from zhangdian.people.organization.shifts import views

urlpatterns = [
    path("roster", views.roster, name="roster"),
    path("leaves", views.leaves, name="leaves"),
    path("leaves/<int:pk>", views.leaveslip, name="leaveslip"),
]
