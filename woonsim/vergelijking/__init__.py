"""What differs between a scenario and its variants, from their results: pure functions that play nothing."""
