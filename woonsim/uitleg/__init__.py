"""Explaining a stored run: one replication is played again and watched (decision 21).

What is watched is kept as plain data (`gegevens`), which a reader sees as text (`woningtekst`, `huishoudentekst`)
or as JSON. A moment is ISO text to the minute, a huishouden `stroom:volgnummer`, both as in the tables.
"""
