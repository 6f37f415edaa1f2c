"""Looking at a page before it is public: the real view, inside a transaction that is rolled back."""
