// The sum and the button follow the switches; without this the page works, only the figures stand still.
"use strict";
(() => {
  const jobs = [...document.querySelectorAll(".job-asked")];
  const money = (value) => `¥${value.toLocaleString("zh-CN", { minimumFractionDigits: Number.isInteger(value) ? 0 : 2 })}`;
  const show = () => {
    let count = 0, sum = 0;
    for (const job of jobs) {
      const on = job.querySelector("[name=agreed]").checked, less = job.querySelector("[name=cheaper]")?.checked;
      job.classList.toggle("is-off", !on);
      if (!on) continue;
      count += 1;
      sum += Number(less ? job.dataset.cheaper : job.dataset.amount) || 0;
    }
    for (const one of document.querySelectorAll("[data-count]")) one.textContent = count;
    document.querySelector("[data-sum]").textContent = `+ ${money(Math.round(sum * 100) / 100)}`;
    document.querySelector("[data-agree]").disabled = !count;
  };
  document.addEventListener("change", (event) => {
    if (event.target.name === "cheaper" && event.target.checked) event.target.closest(".job-asked").querySelector("[name=agreed]").checked = true;
    show();
  });
  show();
})();
