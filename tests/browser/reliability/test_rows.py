"""Every row of the fault table on a real package in a real browser, in the standard whose turn it is."""

from reliability import test_fault_table, test_found_records, test_page_faults, test_room

for rows in (test_fault_table, test_found_records, test_page_faults, test_room):
    globals().update({name: test for name, test in vars(rows).items() if name.startswith("test_")})
