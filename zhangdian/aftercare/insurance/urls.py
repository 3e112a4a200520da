"""The addresses of insurance."""

from django.urls import path

from zhangdian.aftercare.insurance import views
from zhangdian.aftercare.insurance.archive import views as archive
from zhangdian.aftercare.insurance.commission import views as commission
from zhangdian.aftercare.insurance.delivered import views as delivered
from zhangdian.aftercare.insurance.dossiers import views as dossiers
from zhangdian.aftercare.insurance.explaining import views as explaining
from zhangdian.aftercare.insurance.giveaways import views as giveaways
from zhangdian.aftercare.insurance.insured import views as insured
from zhangdian.aftercare.insurance.losses import views as losses
from zhangdian.aftercare.insurance.numbered import views as numbered
from zhangdian.aftercare.insurance.policies import views as policies
from zhangdian.aftercare.insurance.reconciling import views as reconciling
from zhangdian.aftercare.insurance.renewals import views as renewals
from zhangdian.aftercare.insurance.sent import views as sent

app_name = "insurance"
urlpatterns = [
    path("insurers", views.insurers, name="insurers"),
    path("insurers/<int:pk>", views.insurer, name="insurer"),
    path("policies", policies.policies, name="policies"),
    path("policies/<int:pk>", policies.policy, name="policy"),
    path("dossiers", dossiers.dossiers, name="dossiers"),
    path("cars/<int:pk>", dossiers.car, name="car"),
    path("cars/<int:pk>/delivery", delivered.delivery_pack, name="delivery_pack"),
    path("cars/<int:pk>/delivery/file", delivered.delivery_pack_file, name="delivery_pack_file"),
    path("dossiers/<int:pk>", dossiers.dossier, name="dossier"),
    path("dossiers/needs", dossiers.documentneeds, name="documentneeds"),
    path("dossiers/needs/<int:pk>", dossiers.documentneed, name="documentneed"),
    path("lists", reconciling.policylists, name="policylists"),
    path("lists/upload", reconciling.upload_policy_list, name="upload_policy_list"),
    path("lists/details", reconciling.policy_details, name="policy_details"),
    path("lists/<int:pk>", reconciling.policylist, name="policylist"),
    path("lists/lines", reconciling.policylistlines, name="policylistlines"),
    path("lists/layouts", reconciling.listlayouts, name="listlayouts"),
    path("lists/layouts/<int:pk>", reconciling.listlayout, name="listlayout"),
    path("rates", insured.ratechecks, name="ratechecks"),
    path("rates/<int:pk>", insured.ratecheck, name="ratecheck"),
    path("unregistered", reconciling.unregistered, name="unregistered"),
    path("unregistered/<int:pk>", reconciling.unregisteredpolicy, name="unregisteredpolicy"),
    path("forms", numbered.numberedforms, name="numberedforms"),
    path("forms/<int:pk>", numbered.numberedform, name="numberedform"),
    path("forms/batches", numbered.formbatches, name="formbatches"),
    path("forms/batches/<int:pk>", numbered.formbatch, name="formbatch"),
    path("forms/counts", numbered.formcounts, name="formcounts"),
    path("forms/counts/<int:pk>", numbered.formcount, name="formcount"),
    path("forms/losses", numbered.formlosses, name="formlosses"),
    path("forms/losses/<int:pk>", numbered.formloss, name="formloss"),
    path("archive", archive.folders, name="folders"),
    path("archive/<int:pk>", archive.folder, name="folder"),
    path("archive/checks", archive.spotchecks, name="spotchecks"),
    path("archive/checks/<int:pk>", archive.spotcheck, name="spotcheck"),
    path("archive/kept", archive.keptpolicies, name="keptpolicies"),
    path("archive/kept/<int:pk>", archive.keptpolicy, name="keptpolicy"),
    path("archive/kept/<int:pk>/paper", archive.kept_paper, name="kept_paper"),
    path("archive/counts", archive.shelfcounts, name="shelfcounts"),
    path("archive/counts/<int:pk>", archive.shelfcount, name="shelfcount"),
    path("commission", commission.statements, name="commission"),
    path("commission/upload", commission.upload_statement, name="upload_statement"),
    path("commission/<int:pk>", commission.commissionstatement, name="commissionstatement"),
    path("commission/lines", commission.commissionlines, name="commissionlines"),
    path("commission/rates", commission.rates, name="commissionrates"),
    path("commission/rates/<int:pk>", commission.commissionrate, name="commissionrate"),
    path("giveaways", giveaways.giveaways, name="giveaways"),
    path("giveaways/<int:pk>", giveaways.giveaway, name="giveaway"),
    path("giveaways/forms", giveaways.giveawayforms, name="giveawayforms"),
    path("giveaways/forms/<int:pk>", giveaways.giveawayform, name="giveawayform"),
    path("covers", views.covers, name="covers"),
    path("covers/<int:pk>", views.cover, name="cover"),
    path("tables", views.tables, name="tables"),
    path("tables/<int:pk>", views.ratetable, name="ratetable"),
    path("rules", views.rules, name="rules"),
    path("rules/<int:pk>", views.underwritingrule, name="underwritingrule"),
    path("quotes", views.quotes, name="quotes"),
    path("quotes/<int:pk>", views.quote, name="quote"),
    path("quotes/<int:pk>/paper", views.quote_paper, name="quote_paper"),
    path("renewals", renewals.renewals, name="renewals"),
    path("renewals/quotes", renewals.quotes_to_prepare, name="quotes_to_prepare"),
    path("renewals/<int:pk>", renewals.renewal, name="renewal"),
    path("renewals/<int:pk>/proposal", renewals.proposal, name="proposal"),
    path("renewals/<int:pk>/proposal/file", renewals.proposal_file, name="proposal_file"),
    path("renewals/lost", losses.lostanalyses, name="lostanalyses"),
    path("renewals/lost/<int:pk>", losses.lostanalysis, name="lostanalysis"),
    path("renewals/words", renewals.deskwords, name="deskwords"),
    path("renewals/words/<int:pk>", renewals.deskword, name="deskword"),
    path("renewals/months/<int:pk>", renewals.renewalmonth, name="renewalmonth"),
    path("renewals/months/<int:pk>/book", renewals.renewal_book, name="renewal_book"),
    path("delivered", delivered.deliveredcars, name="deliveredcars"),
    path("delivered/upload", delivered.upload_delivered, name="upload_delivered"),
    path("delivered/<int:pk>", delivered.deliveredcar, name="deliveredcar"),
    path("sent", sent.sentcars, name="sentcars"),
    path("sent/<int:pk>", sent.sentcar, name="sentcar"),
    path("explanations/<int:pk>", explaining.explanation, name="explanation"),
    path("attempts/<int:pk>", views.barredattempt, name="barredattempt"),
]
