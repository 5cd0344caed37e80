"""Many readings become one record: copies, entities, stories, happenings, disagreements.

Pure functions over readings, without regard to order: the score of a pair depends on the two reports and on tables of
the package alone, and a cluster is a function of the set of its members. No file, no database, no clock.
"""
