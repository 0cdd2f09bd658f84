"""The hidden numeric checks: the one home of what each exercise is tested for."""
