// A customer's page says once that it was opened; the seal of forms goes with it.
"use strict";
{
  const page = document.querySelector("[data-opened]");
  const form = page && new FormData(Object.assign(document.createElement("form")));
  if (form) {
    form.append("csrfmiddlewaretoken", page.dataset.seal);
    fetch(page.dataset.opened, { method: "POST", body: form, credentials: "same-origin", keepalive: true });
  }
}
