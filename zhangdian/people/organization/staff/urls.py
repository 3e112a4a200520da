"""The addresses of the staff."""

from django.urls import path

from zhangdian.people.organization.staff import views

urlpatterns = [
    path("staff", views.staff, name="staff"),
    path("staff/<int:pk>", views.person, name="person"),
    path("permissions", views.permission_matrix, name="permissions"),
]
