"""Publications and news; topics, series; which feeds there are."""
