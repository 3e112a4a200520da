"""Motor insurance: insurers, products, rates, premium trials; policies and renewals stand beside them."""
