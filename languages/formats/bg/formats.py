"""Bulgarian: ``24.11.2026 г., 06:06``"""

DATE_FORMAT = "j F Y г."
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j.m.Y г., H:i"
SHORT_DATE_FORMAT = "j.m.Y г."
SHORT_DATETIME_FORMAT = "j.m.Y г., H:i"
MONTH_DAY_FORMAT = "j F"
YEAR_MONTH_FORMAT = "F Y г."
