"""Databases of earlier versions, with data, brought forward."""
