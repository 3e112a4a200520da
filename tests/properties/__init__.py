"""Random histories against plain models: what must come out exactly, whatever people do in whatever order."""
