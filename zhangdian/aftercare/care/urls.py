"""The addresses of care."""

from django.urls import path

from zhangdian.aftercare.care import views

app_name = "care"
urlpatterns = [
    path("calls", views.follow_ups, name="follow_ups"),
    path("calls/<int:pk>", views.call, name="call"),
    path("reminders", views.reminders, name="reminders"),
    path("month", views.month, name="month"),
    path("summaries/<int:pk>", views.followupsummary, name="followupsummary"),
    path("complaints", views.complaints, name="complaints"),
    path("complaints/<int:pk>", views.complaint, name="complaint"),
]
