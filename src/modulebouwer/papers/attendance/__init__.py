"""Who completed the module, from what an LMS exports: names and statuses, never answers.

``table`` reads only the columns that ``columns`` chooses by their headings, so that an export with answers in it is
read past them. ``presence`` joins people to their registration numbers.
"""
