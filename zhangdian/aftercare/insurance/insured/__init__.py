"""The month's insured rate: by the ledger beside the insurers' lists, each difference with its reason."""
