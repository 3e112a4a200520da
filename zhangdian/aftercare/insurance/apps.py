"""Insurance joins the house: its actions, figures, forms, queues and lists."""

from django.apps import AppConfig


class InsuranceConfig(AppConfig):
    name = "zhangdian.aftercare.insurance"
    label = "insurance"
    verbose_name = "保险"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.aftercare.insurance import (  # noqa: F401
            collecting,
            desks,
            figures,
            forgetting,
            listings,
            standards,
            taught,
        )
        from zhangdian.aftercare.insurance.archive import desks as _paper  # noqa: F401
        from zhangdian.aftercare.insurance.archive import forms as _archive  # noqa: F401
        from zhangdian.aftercare.insurance.archive import in_hand as borrowed
        from zhangdian.aftercare.insurance.archive import lists as archive
        from zhangdian.aftercare.insurance.commission import forms as _commission  # noqa: F401
        from zhangdian.aftercare.insurance.commission import lists as owed
        from zhangdian.aftercare.insurance.delivered import forms as _delivered  # noqa: F401
        from zhangdian.aftercare.insurance.delivered import ledgers as handed_over
        from zhangdian.aftercare.insurance.delivered.lists import DeliveredCars, all_delivered
        from zhangdian.aftercare.insurance.dossiers import desks as _lacking  # noqa: F401
        from zhangdian.aftercare.insurance.dossiers import forms as _dossiers  # noqa: F401
        from zhangdian.aftercare.insurance.dossiers import in_hand as lacking
        from zhangdian.aftercare.insurance.dossiers import ledgers as papers
        from zhangdian.aftercare.insurance.dossiers import lists as dossiers
        from zhangdian.aftercare.insurance.explaining import forms as _explained  # noqa: F401
        from zhangdian.aftercare.insurance.giveaways import forms as _giveaways  # noqa: F401
        from zhangdian.aftercare.insurance.giveaways import ledgers as forms_of
        from zhangdian.aftercare.insurance.giveaways import lists as given
        from zhangdian.aftercare.insurance.holders import forms as _holders  # noqa: F401
        from zhangdian.aftercare.insurance.insured import desks as _insured  # noqa: F401
        from zhangdian.aftercare.insurance.insured import forms as _rates  # noqa: F401
        from zhangdian.aftercare.insurance.insured import jobs as _drawing  # noqa: F401
        from zhangdian.aftercare.insurance.insured.lists import RateChecks, all_checks
        from zhangdian.aftercare.insurance.insurers import desks as _approved  # noqa: F401
        from zhangdian.aftercare.insurance.insurers import forms as _insurers  # noqa: F401
        from zhangdian.aftercare.insurance.insurers import ledgers as whom
        from zhangdian.aftercare.insurance.losses import desks as _lost  # noqa: F401
        from zhangdian.aftercare.insurance.losses import forms as _losses  # noqa: F401
        from zhangdian.aftercare.insurance.losses import jobs as _losing  # noqa: F401
        from zhangdian.aftercare.insurance.losses.lists import LostAnalyses, all_analyses
        from zhangdian.aftercare.insurance.numbered import desks as _in_hand  # noqa: F401
        from zhangdian.aftercare.insurance.numbered import forms as _numbered  # noqa: F401
        from zhangdian.aftercare.insurance.numbered import in_hand as numbers
        from zhangdian.aftercare.insurance.numbered import lists as numbered
        from zhangdian.aftercare.insurance.numbered.views import LOOKERS
        from zhangdian.aftercare.insurance.policies import check as _check  # noqa: F401
        from zhangdian.aftercare.insurance.policies import desks as _desks  # noqa: F401
        from zhangdian.aftercare.insurance.policies import forms as _policies  # noqa: F401
        from zhangdian.aftercare.insurance.policies.lists import Policies, all_policies
        from zhangdian.aftercare.insurance.posts import COUNTERS, QUOTERS, READERS, RENEWERS
        from zhangdian.aftercare.insurance.products import forms as _products  # noqa: F401
        from zhangdian.aftercare.insurance.products import ledgers as what
        from zhangdian.aftercare.insurance.reconciling import desks as _told  # noqa: F401
        from zhangdian.aftercare.insurance.reconciling import forms as _reconciling  # noqa: F401
        from zhangdian.aftercare.insurance.reconciling import in_hand as missing
        from zhangdian.aftercare.insurance.reconciling import jobs as _comparing  # noqa: F401
        from zhangdian.aftercare.insurance.reconciling import lists as told
        from zhangdian.aftercare.insurance.renewals import desks as calls
        from zhangdian.aftercare.insurance.renewals import forms as _renewals  # noqa: F401
        from zhangdian.aftercare.insurance.renewals import in_hand
        from zhangdian.aftercare.insurance.renewals import jobs as _jobs  # noqa: F401
        from zhangdian.aftercare.insurance.renewals import ledgers as said
        from zhangdian.aftercare.insurance.renewals.lists import DeskWords, Renewals, all_renewals, all_words
        from zhangdian.aftercare.insurance.sent import desks as _sent_here  # noqa: F401
        from zhangdian.aftercare.insurance.sent import forms as _sent  # noqa: F401
        from zhangdian.aftercare.insurance.sent.lists import SentCars, all_sent
        from zhangdian.aftercare.insurance.tables import forms as _tables  # noqa: F401
        from zhangdian.aftercare.insurance.tables import ledgers as how_much
        from zhangdian.aftercare.insurance.trials import forms as _trials  # noqa: F401
        from zhangdian.aftercare.insurance.visiting import desks as _visiting  # noqa: F401
        from zhangdian.aftercare.insurance.visiting import forms as _at_the_car  # noqa: F401
        from zhangdian.aftercare.insurance.visiting import jobs as _coming_in  # noqa: F401
        from zhangdian.foundation.kernel.attachments import shown_only_if
        from zhangdian.foundation.ui import exports, nav

        in_hand.join()
        lacking.join()
        numbers.join()
        borrowed.join()
        shown_only_if("insurance.scan", collecting.stands_open)
        shown_only_if("insurance.policy", collecting.original_stands_open)
        papers.NEEDS.declare()
        missing.join()
        whom.INSURERS.declare()
        what.COVERS.declare()
        what.CLAUSES.declare()
        how_much.TABLES.declare()
        how_much.RULES.declare()
        how_much.LIMITS.declare()
        said.WORDS.declare()
        forms_of.FORMS.declare()
        handed_over.DELIVERED.declare()
        nav.entry(36, "shield-check", "保险", "insurance:policies", QUOTERS)
        nav.entry(35, "phone", "续保", "insurance:renewals", RENEWERS, calls.calls_waiting)
        exports.exportable("lost-analyses", LostAnalyses, all_analyses, readers=RENEWERS)
        exports.exportable("delivered-cars", DeliveredCars, all_delivered, readers=READERS)
        exports.exportable("desk-words", DeskWords, all_words, readers=READERS)
        exports.exportable("sent-cars", SentCars, all_sent, readers=READERS)
        exports.exportable("renewals", Renewals, all_renewals, readers=RENEWERS)
        nav.entry(39, "cash", "手续费", "insurance:commission", COUNTERS)
        exports.exportable("insurers", listings.Insurers, listings.all_insurers, readers=READERS)
        exports.exportable("covers", listings.Covers, listings.all_covers, readers=READERS)
        exports.exportable("rate-tables", listings.RateTables, listings.all_tables, readers=READERS)
        exports.exportable(
            "underwriting-rules", listings.UnderwritingRules, listings.all_rules, readers=READERS
        )
        exports.exportable("policies", Policies, all_policies, readers=READERS)
        exports.exportable("insurance-quotes", listings.Quotes, listings.all_quotes, readers=READERS)
        exports.exportable("dossiers", dossiers.Dossiers, dossiers.all_dossiers, readers=READERS)
        exports.exportable("document-needs", dossiers.Needs, dossiers.all_needs, readers=READERS)
        exports.exportable("numbered-forms", numbered.Forms, numbered.all_forms, readers=LOOKERS)
        exports.exportable("form-batches", numbered.Batches, numbered.all_batches, readers=LOOKERS)
        exports.exportable("form-counts", numbered.Counts, numbered.all_counts, readers=LOOKERS)
        exports.exportable("form-losses", numbered.Losses, numbered.all_losses, readers=LOOKERS)
        exports.exportable("folders", archive.Folders, archive.all_folders, readers=READERS)
        exports.exportable("spot-checks", archive.Checks, archive.all_checks, readers=READERS)
        exports.exportable("kept-policies", archive.Kept, archive.all_kept, readers=READERS)
        exports.exportable("shelf-counts", archive.ShelfCounts, archive.all_counts, readers=READERS)
        exports.exportable("commission", owed.Statements, owed.all_statements, readers=COUNTERS)
        exports.exportable("commission-lines", owed.Lines, owed.all_lines, readers=COUNTERS)
        exports.exportable("giveaways", given.Giveaways, given.all_giveaways, readers=COUNTERS)
        exports.exportable("giveaway-forms", given.Forms, given.all_forms, readers=COUNTERS)
        exports.exportable("commission-rates", owed.Rates, owed.all_rates, readers=COUNTERS)
        exports.exportable("policy-lists", told.PolicyLists, told.all_lists, readers=QUOTERS)
        exports.exportable("policy-list-lines", told.ListLines, told.all_lines, readers=QUOTERS)
        exports.exportable("unregistered-policies", told.Unregistered, told.all_tasks, readers=QUOTERS)
        exports.exportable("list-layouts", told.Layouts, told.all_layouts, readers=QUOTERS)
        exports.exportable("rate-checks", RateChecks, all_checks, readers=QUOTERS)
