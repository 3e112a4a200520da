// Columns that answer a finger: the drawing of the server stays for paper, ECharts takes its place on screens.
"use strict";
customElements.define("zd-chart", class extends HTMLElement {
  static loading = null;
  static get observedAttributes() { return ["data-chart"]; }
  connectedCallback() {
    if (!this.shadowRoot) {
      this.attachShadow({ mode: "open" }).innerHTML =
        "<style>:host{display:block;max-width:820px} .live{height:190px} .live:empty{display:none} .live:not(:empty)~slot{display:none}" +
        "@media print{.live{display:none!important} .live:not(:empty)~slot{display:contents}}</style><div class=live></div><slot></slot>";
    }
    this.watch = new ResizeObserver(() => this.#fit());
    this.watch.observe(this);
    this.#library().then(() => this.#draw());
  }
  disconnectedCallback() {
    this.watch.disconnect();
    this.chart?.dispose();
    this.chart = null;
  }
  attributeChangedCallback() { if (this.chart) this.#draw(); }
  #library() {
    this.constructor.loading ??= new Promise((done) => {
      const script = Object.assign(document.createElement("script"), { src: this.dataset.library, onload: done });
      document.head.append(script);
    });
    return this.constructor.loading;
  }
  #fit() { this.chart?.resize(); }
  #draw() {
    if (!this.isConnected) return;
    const told = JSON.parse(this.dataset.chart), last = told.under.length - 1;
    const colour = (name) => getComputedStyle(this).getPropertyValue(name).trim();
    const font = { fontFamily: getComputedStyle(this).fontFamily, fontSize: 12, color: colour("--ink-3") };
    const bars = told.values.map((value, place) => (
      { value, itemStyle: { color: colour(place === last ? "--act" : "--line-2") }, label: { show: place === last } }));
    this.chart ??= echarts.init(this.shadowRoot.querySelector(".live"), null, { renderer: "svg" });
    this.chart.setOption({
      animation: false, textStyle: { fontFamily: font.fontFamily },
      aria: { enabled: true, label: { description: told.told } },
      grid: { left: 8, right: 24, top: 24, bottom: 4, containLabel: true },
      xAxis: { type: "category", data: told.under, axisTick: { show: false }, axisLine: { lineStyle: { color: colour("--line-2") } }, axisLabel: { ...font, hideOverlap: true } },
      yAxis: { type: "value", splitNumber: 3, minInterval: told.values.every(Number.isInteger) ? 1 : 0, axisLabel: font, splitLine: { lineStyle: { color: colour("--line-1") } } },
      tooltip: {
        trigger: "axis", axisPointer: { type: "shadow" }, textStyle: { ...font, color: colour("--ink-1") },
        formatter: ([one]) => echarts.format.encodeHTML(`${told.under[one.dataIndex]}  ${told.says[one.dataIndex]}`),
      },
      series: [
        {
          type: "bar", data: bars, barMaxWidth: 44,
          label: { position: "top", ...font, color: colour("--ink-1"), formatter: (one) => told.says[one.dataIndex] },
        },
        ...(told.target === null ? [] : [{
          type: "line", data: told.under.map(() => told.target), symbol: "none", silent: true,
          lineStyle: { color: colour("--ink-2"), width: 1, type: "dashed" },
          endLabel: { show: true, formatter: told.aim, ...font, align: "right", offset: [0, -10] },
        }]),
      ],
    }, true);
    this.setAttribute("drawn", "");
  }
});
