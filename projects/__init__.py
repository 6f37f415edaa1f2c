"""EU projects: programme, grant, participants, results."""
