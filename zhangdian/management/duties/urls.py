"""The addresses of duties."""

from typing import Any

app_name = "duties"
urlpatterns: list[Any] = []
