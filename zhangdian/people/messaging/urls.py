"""The addresses of messaging."""

from django.urls import path

from zhangdian.people.messaging import views

app_name = "messaging"
urlpatterns = [
    path("", views.messages, name="messages"),
    path("<int:pk>", views.message, name="message"),
    path("wordings", views.wordings, name="wordings"),
]
