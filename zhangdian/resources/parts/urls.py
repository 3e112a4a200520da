"""The addresses of parts."""

from django.urls import path

from zhangdian.resources.parts.counter import views as counter
from zhangdian.resources.parts.counting import views as counting
from zhangdian.resources.parts.receiving import views as receiving
from zhangdian.resources.parts.shelf import views as shelf
from zhangdian.resources.parts.window import views as window

app_name = "parts"
urlpatterns = [
    path("", window.window, name="window"),
    path("boxes", window.boxes, name="boxes"),
    path("requisitions", window.requisitions, name="requisitions"),
    path("requisitions/<int:pk>", window.requisition, name="requisition"),
    path("requisitions/<int:pk>/paper", window.requisition_paper, name="requisition_paper"),
    path("slips/<int:pk>/paper", window.slip_paper, name="slip_paper"),
    path("catalogue", shelf.parts, name="parts"),
    path("catalogue/<int:pk>", shelf.part, name="part"),
    path("receipts", receiving.receipts, name="receipts"),
    path("receipts/<int:pk>", receiving.receipt, name="receipt"),
    path("counts", counting.stockcounts, name="stockcounts"),
    path("counts/<int:pk>", counting.stockcount, name="stockcount"),
    path("sales/<int:pk>", counter.countersale, name="countersale"),
    path("uses/<int:pk>", counter.internaluse, name="internaluse"),
]
