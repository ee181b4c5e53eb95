"""The review screen: one adjudicator, one document, one card after the other, until it is gold.

A floor of rooms beside the annotate screen's, which knows nothing of it. Must never know a format,
an SQL statement, or what makes two proposals one card.
"""
