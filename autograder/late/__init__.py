"""Late submissions: what they cost, and who may take longer."""
