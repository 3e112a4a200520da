"""The addresses of customers and vehicles."""

from django.urls import path

from zhangdian.people.customers import views
from zhangdian.people.customers.exports import views as exports
from zhangdian.people.customers.imports import views as imports

app_name = "customers"
urlpatterns = [
    path("", views.customers, name="customers"),
    path("<int:pk>", views.customer, name="customer"),
    path("vehicles", views.vehicles, name="vehicles"),
    path("vehicles/<int:pk>", views.vehicle, name="vehicle"),
    path("catalogue", views.catalogue, name="catalogue"),
    path("recalls/<int:pk>", views.recall, name="recall"),
    path("imports", imports.imports, name="imports"),
    path("imports/upload", imports.upload_ledger, name="upload_ledger"),
    path("imports/<int:pk>", imports.importrun, name="importrun"),
    path("imports/<int:pk>/refused", imports.refused_rows, name="refused_rows"),
    path("exports", exports.exports, name="exports"),
    path("exports/<int:pk>", exports.customerexport, name="customerexport"),
    path("exports/<int:pk>/file", exports.export_file, name="export_file"),
]
