"""The class report: one page and one table that show how an assignment went."""
