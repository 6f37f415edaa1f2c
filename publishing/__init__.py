"""What every published thing shares: life cycle, texts by language, uses, admin base, page frame."""
