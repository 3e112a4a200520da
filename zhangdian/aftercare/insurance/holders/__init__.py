"""Who took a policy out: his telephone and identity number, opened with a reason."""
