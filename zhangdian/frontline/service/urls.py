"""The addresses of visits."""

from django.urls import path

from zhangdian.frontline.service import views
from zhangdian.frontline.service.delivery import views as delivery

app_name = "service"
urlpatterns = [
    path("board", views.board, name="board"),
    path("wall", views.wall, name="wall"),
    path("orders", views.orders, name="orders"),
    path("orders/<int:pk>", views.repairorder, name="repairorder"),
    path("orders/<int:pk>/draft/<str:kind>", views.draft_paper, name="draft_paper"),
    path("papers/<int:pk>", views.paper, name="paper"),
    path("statements/<int:pk>/draft", views.draft_statement, name="draft_statement"),
    path("deliveries", delivery.deliveries, name="deliveries"),
    path("deliveries/<int:pk>", delivery.delivery, name="delivery"),
    path("gate", delivery.gate, name="gate"),
]
