"""Settings of the site. What differs between machines is read only in the first block."""

from csp.constants import NONE, SELF
from environs import validate

from knowledgecity.environment import BASE_DIR, Refusal, env, read
from knowledgecity.middleware import write_on_static_file
from languages import codes

YEAR = 31_536_000  # in seconds

# --- What differs between machines (.env.example lists every variable) -----------------------

DEBUG = read(env.bool, "DJANGO_DEBUG", "1 or 0", default=False)
SECRET_KEY = read(env.str, "DJANGO_SECRET_KEY", "a long random secret")
ALLOWED_HOSTS = read(
    env.list, "DJANGO_ALLOWED_HOSTS", "the host names of the site, with commas", subcast=str.strip
)
SITE_URL = read(
    env.str,
    "SITE_URL",
    "scheme and host of the site only, for example https://example.org",
    validate=validate.Regexp(r"https?://(\[[\da-f:.]+\]|[\w.-]+)(:\d+)?/?\Z"),
).rstrip("/")
DATABASES = {
    "default": read(
        env.database,
        "DATABASE_URL",
        "sqlite:///var/site.sqlite3 or postgresql://user:password@host/name",
        default="sqlite:///var/site.sqlite3",
    )
}
MEDIA_ROOT = env.path("MEDIA_ROOT", BASE_DIR / "var" / "media")
globals().update(
    read(
        env.email,
        "EMAIL_URL",
        "smtp://user:password@host:587/?tls=1, smtps://, file:/// or console:",
        default="file:///var/mail",
    )
)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read(
    env.str, "DEFAULT_FROM_EMAIL", "the address that mail of the site comes from"
)
TRUSTED_PROXIES = read(
    env.int, "TRUSTED_PROXIES", "a whole number", default=0, validate=validate.Range(min=0)
)
PAGE_STORE_MB = read(
    env.int,
    "PAGE_STORE_MB",
    "a whole number of megabytes for each worker, 0 for no page store",
    # Whoever edits templates wants to see them.
    default=0 if DEBUG else 32,
    validate=validate.Range(min=0),
)
TASKS_IMMEDIATE = read(env.bool, "TASKS_IMMEDIATE", "1 or 0", default=False)
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
WEBSUB_HUB = read(
    env.str,
    "WEBSUB_HUB",
    "a whole address, for example https://hub.example.org/",
    default="",
    validate=validate.URL(schemes={"http", "https"}, require_tld=False),
)
HSTS_SECONDS = read(
    env.int,
    "HSTS_SECONDS",
    "a whole number of seconds, for example 300 for a trial",
    default=YEAR,
    validate=validate.Range(min=0),
)
HSTS_INCLUDE_SUBDOMAINS = read(env.bool, "HSTS_INCLUDE_SUBDOMAINS", "1 or 0", default=False)
HSTS_PRELOAD = read(env.bool, "HSTS_PRELOAD", "1 or 0", default=False)
if HSTS_PRELOAD and not (HSTS_INCLUDE_SUBDOMAINS and HSTS_SECONDS >= YEAR):
    # Both are conditions of the browsers' preload list, hstspreload.org.
    msg = (
        "HSTS_PRELOAD is 1, but the browsers' preload list needs the whole domain for at least a year."
        f" Write HSTS_INCLUDE_SUBDOMAINS=1 and HSTS_SECONDS={YEAR} or more, or HSTS_PRELOAD=0."
    )
    raise Refusal(msg)

HTTPS = SITE_URL.startswith("https://")

# --- Rooms ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "knowledgecity.apps.KnowledgeCityConfig",
    "demo",
    "evidence",
    "search",
    "blog",
    "pages",
    "projects",
    "people",
    "partners",
    "publishing",
    "feeds",
    "richtext",
    "addresses",
    "library",
    "delivery",
    "languages",
    "accounts",
    "knowledgecity.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.forms",
    "knowledgecity.apps.TrimmedStaticFilesConfig",
    "django_tasks",
    "knowledgecity.apps.TasksConfig",
    "allauth",
    # The last app with models: the groups get no rights on these (knowledgecity/rights.py).
    "allauth.account",
    "ckeditor",
    "csp",
]

MIDDLEWARE = [
    # The first three only set headers, on whatever those below them return.
    "knowledgecity.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "delivery.middleware.SiteVersionMiddleware",
    "addresses.middleware.OneHopMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "delivery.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "delivery.staff.StaffCookieMiddleware",
    "languages.middleware.PageLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "addresses.middleware.OldAddressMiddleware",
    # The innermost: it calls views.
    "publishing.preview.middleware.PreviewMiddleware",
]

ROOT_URLCONF = "knowledgecity.urls"
WSGI_APPLICATION = "knowledgecity.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "knowledgecity.context.frame",
            ],
        },
    },
]

# Templates of our own widgets are with all the others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The login limits are shared by all workers, so they live in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks.backends.immediate.ImmediateBackend"
            if TASKS_IMMEDIATE
            else "django_tasks_db.DatabaseBackend"
        ),
        "QUEUES": ["default"],
        "ENQUEUE_ON_COMMIT": True,
    }
}

# --- Languages and time -----------------------------------------------------------------------

LANGUAGES: list = [(code, language.name) for code, language in codes.LANGUAGES.items()]
LANGUAGE_CODE = "bg"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["languages.formats"]
TIME_ZONE = "Europe/Sofia"
USE_TZ = True

# --- People -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {"login_failed": "20/10m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# --- Static files, pictures, editor -----------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
# The pictures of the guide for editors stand beside it.
STATICFILES_DIRS: list = [BASE_DIR / "static", ("guide", BASE_DIR / "docs" / "images")]
WHITENOISE_ADD_HEADERS_FUNCTION = write_on_static_file
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "knowledgecity.storage.PublishedFilesStorage"
        )
    },
}
# The text of a request, without files. The forms limit the size of files (library/).
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Above the 100 files that the upload form accepts: it refuses more with its own message.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_PERMISSIONS = 0o644

SILENCED_SYSTEM_CHECKS = [
    # CKEditor 4 gets no security fixes; docs/decisions/0001-editor.md says how it is kept harmless.
    "ckeditor.W001",
    # HSTS for subdomains and the preload list: the owner of the domain decides that.
    *("security.W005", "security.W021"),
]

# --- The page store (docs/decisions/0020) ---------------------------------------------------------

# Where people sign in and work, and what else is never kept in it.
STAFF_PATHS = ("/admin/", "/accounts/")
UNSTORED_PATHS = (*STAFF_PATHS, STATIC_URL, MEDIA_URL, "/documents/", "/health/")

# --- Security ---------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Video players, loaded when a visitor presses a card (richtext/videos.py).
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "knowledgecity.views.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
STAFF_COOKIE_NAME = "__Host-staff" if HTTPS else "staff"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS_INCLUDE_SUBDOMAINS
SECURE_HSTS_PRELOAD = HSTS_PRELOAD
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Health checks come from the machine itself, over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^health/"]

# --- Logging ----------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
