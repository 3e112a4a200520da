"""The addresses of training."""

from django.urls import path

from zhangdian.resources.training import views

app_name = "training"
urlpatterns = [
    path("", views.learning_page, name="learning"),
    path("matrix", views.matrix, name="matrix"),
    path("courses", views.courses, name="courses"),
    path("courses/<int:pk>", views.course, name="course"),
    path("questions", views.questions, name="questions"),
    path("questions/<int:pk>", views.testquestion, name="testquestion"),
    path("tests", views.sittings, name="sittings"),
    path("tests/<int:pk>", views.sitting, name="sitting"),
]
