"""The addresses of the till."""

from django.urls import path

from zhangdian.resources.cashier import views

app_name = "cashier"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("receivables", views.receivables, name="receivables"),
    path("receivables/<int:pk>", views.receivable, name="receivable"),
    path("payments/<int:pk>/paper", views.payment_paper, name="payment_paper"),
    path("invoices", views.invoices, name="invoices"),
    path("days", views.cashdays, name="cashdays"),
    path("days/<int:pk>", views.cashday, name="cashday"),
    path("shifts/<int:pk>", views.cashiershift, name="cashiershift"),
    path("accounts", views.accounts, name="accounts"),
    path("accounts/<int:pk>", views.accountcustomer, name="accountcustomer"),
]
