"""Who we are, whom we serve, how we reach them."""
