"""The line of stages from a report to its record; pipeline.py lines them up."""
