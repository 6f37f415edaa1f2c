"""Stories: publications, news and events; topics, series; which feeds and calendars there are."""
