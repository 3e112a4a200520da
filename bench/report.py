"""What was measured, as tables beside what is to be reached (performance.md)."""

from datetime import datetime
from typing import Any

Measured = dict[str, Any]
FLOOR_AND_GOAL = {1: (0.25, 0.40), 4: (0.20, 0.35)}
QUERIES = {"首页(顾问)": (20, 12), "工单": (25, 15), "工单列表": (10, 6)}


def written(found: dict[str, Measured], commit: str, at: datetime) -> str:
    """The whole report as Markdown."""
    lines = [f"# {at:%Y-%m-%d %H:%M} UTC，{commit}", ""]
    for measured in found.values():
        lines += [f"## {measured['engine']}", ""]
        lines += visits(measured.get("visits", []))
        lines += kernel(measured.get("kernel"))
        lines += duties(measured.get("duties", []))
        lines += renewals(measured.get("renewals", []))
        lines += pages(measured.get("pages", {}).get("sizes", []))
        lines += journal(measured.get("pages", {}).get("journal"))
        lines += ledger(measured.get("import"))
        lines += demo(measured.get("demo"))
    lines.append("机器各时快慢差四分之一：只比同一次里的两边。")
    return "\n".join(lines)


def visits(rows: list[Measured]) -> list[str]:
    if not rows:
        return []
    lines = [
        "| 整台进厂 | 动作 台/s | 裸 SQL 台/s | 比值 | 至少 / 目标 | 语句/台 | 写语句/台 | 事务/台 | 失败 |"
    ]
    lines.append("|---|---:|---:|---:|---|---:|---:|---:|---:|")
    for row in rows:
        floor, goal = FLOOR_AND_GOAL.get(row["clients"], (0.0, 0.0))
        lines.append(
            f"| {row['clients']} 个客户端 × {row['visits'] // row['clients']} "
            f"| {row['ours']:.1f} | {row['raw']:.1f} "
            f"| {row['ours'] / row['raw']:.2f} | {floor:.2f} / {goal:.2f} | {row['statements']:.0f} "
            f"| {row['rows']:.0f} | {row['transactions']:.0f} | {row['failed']} |"
        )
    return [*lines, ""]


def kernel(row: Measured | None) -> list[str]:
    if not row:
        return []
    ratio = row["raw_ms"] / row["ours_ms"]
    return [
        "| 内核本身 | 动作 ms | 裸 SQL ms | 比值 | 至少 / 目标 |",
        "|---|---:|---:|---:|---|",
        f"| 一次受锁更新 + 日志 | {row['ours_ms']:.2f} | {row['raw_ms']:.2f} | {ratio:.2f} | 0.30 / 0.50 |",
        "",
        f"一个动作在正文之外多 {row['added']} 条语句(至多 7，目标 5；含 BEGIN、COMMIT)：",
        "",
        *(f"- `{statement}`" for statement in row["statements"]),
        "",
    ]


def duties(rows: list[Measured]) -> list[str]:
    """One day of the clock over the duties of many stores of sixty people."""
    if not rows:
        return []
    lines = [
        "| 职责引擎一天（每店 60 人，看 5 次） | 到期项 | 秒 | 每店毫秒 | 语句/店·次 | 最多 |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row['stores']} 家店 | {row['items']} | {row['seconds']:.1f} "
        f"| {row['seconds'] * 1000 / row['stores']:.0f} | {row['statements']:.1f} | {row['most']} |"
        for row in rows
    ]
    first, last = rows[0], rows[-1]
    grown = (last["seconds"] / last["stores"]) / (first["seconds"] / first["stores"])
    lines += ["", f"每店用时：{last['stores']} 家比 {first['stores']} 家 {grown:.2f} 倍(直线是 1)。"]
    if today := last.get("today"):
        told = today.get("failed") or f"{today['queries']} 条语句(至多 20，目标 12)，{today['ms']:.0f} ms"
        lines.append(f"总经理的今日：{told}。")
    return [*lines, ""]


def pages(sizes: list[Measured]) -> list[str]:
    if not sizes:
        return []
    heads = " | ".join(f"{size['orders']:,} 单 ms" for size in sizes)
    lines = [
        f"| 页面 | {heads} | 末/首 | 查询数(至多 / 目标) |",
        "|---|" + "---:|" * (len(sizes) + 1) + "---|",
    ]
    for name in sizes[0]["pages"]:
        cells = [size["pages"][name] for size in sizes]
        if failed := next((cell["failed"] for cell in cells if "failed" in cell), ""):
            lines.append(f"| {name} |" + " – |" * (len(sizes) + 1) + f" {failed} |")
            continue
        most, goal = QUERIES.get(name, (0, 0))
        allowed = f"({most} / {goal})" if most else ""
        times = " | ".join(f"{cell['ms']:.1f}" for cell in cells)
        grown = cells[-1]["ms"] / cells[0]["ms"]
        lines.append(f"| {name} | {times} | {grown:.2f} | {cells[-1]['queries']} {allowed} |")
    times = " | ".join(f"{size['visit_ms']:.0f}" for size in sizes)
    lines.append(
        f"| 整台进厂一次 | {times} | {sizes[-1]['visit_ms'] / sizes[0]['visit_ms']:.2f} | (1.2 / 1.05) |"
    )
    real = [f"{size['pages']['工单列表'].get('ms', 0) / size['bare_list_ms']:.1f}" for size in sizes]
    filled = "、".join(f"{size['orders']:,} 单 {size['filled_s']:.0f} s" for size in sizes)
    notes = f"页面末/首：至多 1.3，目标 1.1。工单列表比裸列表：{' → '.join(real)} 倍(至多 2.5，目标 1.3)。"
    return [*lines, "", f"{notes}填充：{filled}。", ""]


def journal(row: Measured | None) -> list[str]:
    if not row:
        return []
    return [
        f"日志 {row['entries']:,} 条：封印 {row['seal_s']:.0f} s，全部核对 {row['verify_s']:.0f} s"
        f"（至多 300），核对时内存至多 {row['verify_mib']:.0f} MiB。",
        "",
    ]


def renewals(rows: list[Measured]) -> list[str]:
    """The month's list of renewals from ledgers of growing size."""
    if not rows:
        return []
    return [
        "| 排一个月的续保名单 | 排进 | 秒 | 语句 |",
        "|---|---:|---:|---:|",
        *(
            f"| {row['policies']:,} 张保单{'' if row['learnt'] else '，没有统计'} | {row['cars']:,} "
            f"| {row['seconds']:.2f} | {row['statements']} |"
            for row in rows
        ),
        "",
        f"填充 {rows[-2]['policies']:,} 张保单：{rows[-2]['filled_s']:.0f} s。",
        "",
    ]


def ledger(row: Measured | None) -> list[str]:
    if not row:
        return []
    return [
        f"台账 {row['rows']:,} 行（坏 {row['bad']:,} 行）：{row['killed_after_s']:.0f} s 时 kill -9，"
        f"接着做完 {row['went_on_s']:.0f} s，内存至多 {row['mib']:.0f} MiB；进库 {row['added']:,} 台车。",
        "",
        *(f"- {told}" for told in row["told"]),
        "",
    ]


def demo(row: Measured | None) -> list[str]:
    return [f"第一次打开演示店：{row['seconds']:.0f} s（至多 120，目标 60）。", ""] if row else []
