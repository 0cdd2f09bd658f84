"""Grades for learning management systems and spreadsheets, through nbgrader's exporter plugins."""
