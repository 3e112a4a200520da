"""The addresses of care."""

from django.urls import path

from zhangdian.aftercare.care import views
from zhangdian.aftercare.care.inquiries import views as inquiries

app_name = "care"
urlpatterns = [
    path("calls", views.follow_ups, name="follow_ups"),
    path("calls/<int:pk>", views.call, name="call"),
    path("reminders", views.reminders, name="reminders"),
    path("month", views.month, name="month"),
    path("summaries/<int:pk>", views.followupsummary, name="followupsummary"),
    path("complaints", views.complaints, name="complaints"),
    path("complaints/<int:pk>", views.complaint, name="complaint"),
    path("inquiries", inquiries.inquiries, name="inquiries"),
    path("inquiries/<int:pk>", inquiries.inquiry, name="inquiry"),
    path("inquiries/topics", inquiries.topics, name="inquirytopics"),
    path("inquiries/topics/<int:pk>", inquiries.topic, name="inquirytopic"),
]
