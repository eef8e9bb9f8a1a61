"""The sample books and the script that makes them: invented companies and people, one fixed seed."""
