"""What a post asks to be known: questions, courses, tests, and certificates that run out."""

from zhangdian.management.duties.carrying.carrier import by

BANK = (
    "training.load_questions training.write_question training.amend_question training.keep_question "
    "training.retire_question training.bring_back_question"
)
TAUGHT = (
    "training.load_courses training.open_course training.change_course training.write_steps "
    "training.end_course training.reopen_course training.enrol_person training.end_enrolment"
)
TESTED = "training.begin_test training.give_answer training.hand_in training.void_test"
KNOWN = f"{TAUGHT} {TESTED}"
WATCHED = f"{KNOWN} duties.follow_dates"
PAGES = "training:learning training:course training:sitting training:matrix"
FIGURES = "training.posts_trained training.tests_passed"

CARRIED = {
    "NBI-03": by(
        "insurance.load_covers insurance.load_clauses insurance.explain_cover insurance.load_tables "
        f"insurance.enter_table {BANK} {WATCHED}",
        figures=FIGURES,
        pages=f"insurance:covers insurance:cover insurance:tables insurance:ratetable insurance:quote "
        f"training:questions training:testquestion {PAGES}",
    ),
    "NBI-04": by(
        f"insurance.enter_policy {WATCHED}",
        gates="insurance.issuing_is_learnt",
        figures=FIGURES,
        pages=PAGES,
        way="没有证书的先记下，不拦；门店可以改成要选原因，或不让登记",
    ),
    "RNW-18": by(f"{BANK} {WATCHED}", figures=FIGURES, pages=PAGES),
    "RNW-19": by(
        f"{WATCHED} notices.publish_notice notices.correct_notice notices.withdraw_notice",
        figures=FIGURES,
        pages=f"{PAGES} insurance:renewal customers:vehicle customers:customer notices:notice",
        way="各家的理赔须知是通知里的一类；打电话时就地打开这台车在保的和在报价的那几家，车和客户的页上也有",
    ),
    "RNW-27": by(
        "insurance.enter_policy organization.open_practice_store organization.enter_practice_store "
        f"organization.close_practice_store {WATCHED}",
        gates="insurance.issuing_is_learnt",
        figures=FIGURES,
        pages=f"{PAGES} organization:practice",
        way="没有证书的先记下，不拦；门店可以改成要选原因，或不让登记；练习在练习店里，不看证书，什么都不算数",
    ),
    "CSS-16": by(KNOWN, figures=FIGURES, pages=PAGES, lacks="每月档案检查的差错率"),
    "CSR-21": by(KNOWN, figures=FIGURES, pages=PAGES, lacks="通话辅导的记录"),
    "ISC-01": by(KNOWN, figures=FIGURES, pages=PAGES, lacks="没通过的人不作最后答复，转给通过的同事"),
    "PTK-13": by(KNOWN, figures=FIGURES, pages=PAGES, lacks="证书过期后不让发料"),
    "SA-31": by(KNOWN, figures=FIGURES, pages=PAGES, lacks="没通过的人判断故障要技师确认"),
    "WCL-01": by(KNOWN, figures=FIGURES, pages=PAGES, lacks="担保政策的台账、提交索赔时查证书，等索赔室"),
    "WCL-17": by(KNOWN, figures=FIGURES, pages=PAGES, lacks="新车型一发布就开课"),
}
