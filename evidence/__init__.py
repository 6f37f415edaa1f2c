"""What a funder asks to see: the check that each page and feed shows what its grants ask for."""
