"""Every action of the room, stage by stage."""

from zhangdian.resources.parts.cataloguing.actions import (
    CatalogueRow,
    SupplierRow,
    load_catalogue,
    load_suppliers,
    set_price,
)
from zhangdian.resources.parts.counter.actions import (
    SaleLine,
    WantedRow,
    ask_for_internal_use,
    sell_over_counter,
    void_sale,
)
from zhangdian.resources.parts.counting.actions import (
    close_count,
    count_shelf,
    draw_daily_count,
    explain_difference,
    open_count,
    void_count,
)
from zhangdian.resources.parts.receiving.actions import (
    OpeningRow,
    ReceivedLine,
    block_lot,
    open_stock,
    receive_parts,
    unblock_lot,
)
from zhangdian.resources.parts.shelf.actions import adjust_stock, move_bin, set_limits
from zhangdian.resources.parts.window.actions import (
    IssueLine,
    ReturnLine,
    issue_parts,
    prepare_box,
    release_reservation,
    report_shortage,
    return_parts,
    sign_slip,
    void_requisition,
)

__all__ = [
    "CatalogueRow",
    "IssueLine",
    "OpeningRow",
    "ReceivedLine",
    "ReturnLine",
    "SaleLine",
    "SupplierRow",
    "WantedRow",
    "adjust_stock",
    "ask_for_internal_use",
    "block_lot",
    "close_count",
    "count_shelf",
    "draw_daily_count",
    "explain_difference",
    "issue_parts",
    "load_catalogue",
    "load_suppliers",
    "move_bin",
    "open_count",
    "open_stock",
    "prepare_box",
    "receive_parts",
    "release_reservation",
    "report_shortage",
    "return_parts",
    "sell_over_counter",
    "set_limits",
    "set_price",
    "sign_slip",
    "unblock_lot",
    "void_count",
    "void_requisition",
    "void_sale",
]
