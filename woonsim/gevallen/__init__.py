"""Cases: these woningzoekenden, this woning, these policies, and what must come out of it; in YAML.

They are for who agrees on a rule and does not program. A file is a list of whole cases (`woonsim.gevallen.geval`)
and of cases of one hook (`woonsim.gevallen.hooks`); `woonsim test` runs them.
"""
