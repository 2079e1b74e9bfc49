"""Texts by subject, Dutch and English side by side; `woonsim.schermteksten` looks them up."""
