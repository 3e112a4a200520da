"""What is told to the store's people, and whether each has read it."""

from zhangdian.management.duties.carrying.carrier import by

TOLD = "notices.publish_notice notices.correct_notice notices.withdraw_notice notices.confirm_notice"
READ = f"{TOLD} notices.ask_about_notice notices.answer_notice_question"
WATCHED = f"{READ} duties.follow_dates"
PAGES = "notices:notices notices:notice"

CARRIED = {
    "NBI-13": by(WATCHED, jobs="notices.address_all_newcomers", pages=PAGES),
    "NBI-14": by(
        WATCHED,
        jobs="notices.address_all_newcomers",
        pages=f"{PAGES} insurance:quote insurance:delivery_pack",
        way="交车资料从保单、保险档案、交车清单打印，印的是当天有效的那一版；撤回了没有新的，打印前说明",
    ),
    "PTM-12": by(WATCHED, pages=PAGES),
    "FIN-17": by(WATCHED, pages=PAGES, lacks="贷款产品和贴息的台账，等销售室"),
    "TRN-02": by(WATCHED, pages=PAGES, lacks="手册、软件版本和诊断设备的台账"),
    "MKT-12": by(WATCHED, pages=PAGES, lacks="竞品条目自动汇成简报，等市场室"),
    "GM-08": by(READ, pages=PAGES, lacks="读完接着考的短测验"),
    "STF-04": by(READ, pages=PAGES, lacks="部门主管宣导的记录"),
    "SVM-10": by(READ, pages=PAGES, lacks="每份规定的落实步骤和办结证明"),
    "PTM-10": by(
        f"{READ} training.open_course training.hand_in",
        pages=f"{PAGES} training:course training:sitting",
        lacks="订货和退货的提议照政策算",
    ),
}
