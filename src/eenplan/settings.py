"""Settings of Eenplan. What differs per installation comes from the environment (see docs/beheer).

Variable               Meaning                                                    Default
DATABASE_URL           administrator of an existing PostgreSQL >= 15              embedded server in var/
EENPLAN_VAR            folder for database, documents and keys                    var/ beside the code
EENPLAN_HOSTS          host names that may be asked for, comma separated          localhost,127.0.0.1,[::1]
EENPLAN_PRODUCTIE      1 = only over https, no demo sign-in help                  0
EENPLAN_DEMO           1 = the sign-in page says who can sign in                  0
EENPLAN_SLEUTELS       encryption keys, see eenplan.kern.geheim                   var/sleutels.json
EENPLAN_GGK_…          the hub for messages, see eenplan.berichten.ggk.instellingen   none
"""

import os

from csp.constants import NONE, SELF

from eenplan.kern import paden
from eenplan.kern.databron import databases
from eenplan.kern.geheim import afgeleide_sleutel

PRODUCTIE = os.environ.get("EENPLAN_PRODUCTIE") == "1"
DEMO = os.environ.get("EENPLAN_DEMO") == "1" and not PRODUCTIE
DEBUG = False
SECRET_KEY = afgeleide_sleutel("django").hex()
ALLOWED_HOSTS = os.environ.get("EENPLAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "eenplan.kern",
    "eenplan.organisatie",
    "eenplan.gezin",
    "eenplan.dossier",
    "eenplan.plan",
    "eenplan.zorg",
    "eenplan.werkwijze",
    "eenplan.toegang",
    "eenplan.besluit",
    "eenplan.caseload",
    "eenplan.berichten",
    "eenplan.web",
    "eenplan.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "eenplan.kern.middleware.Verzoek",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "eenplan.web.middleware.VereisAanmelding",
    "axes.middleware.AxesMiddleware",
    "eenplan.web.middleware.NamensMedewerker",  # last: opens the transaction around the view
]

ROOT_URLCONF = "eenplan.urls"
WSGI_APPLICATION = "eenplan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "eenplan.web.context.schil",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = databases()
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PGTRIGGER_MIGRATIONS = (
    False  # history triggers go up with the other walls, after each migrate: see docs/besluiten
)
PGTRIGGER_INSTALL_ON_MIGRATE = True

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}
]
LOGIN_URL = "/aanmelden/"
LOGIN_REDIRECT_URL = "/"
OTP_TOTP_ISSUER = "Eenplan"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "web/fout/te_vaak.html"
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "password", "code", "next"]
AXES_RESET_ON_SUCCESS = True

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # names stay out of cookies

SESSION_COOKIE_AGE = 30 * 60  # half an hour without a click, and the screen closes
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_NAME = "eenplan"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTIE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "eenplan.web.views_fout.csrf"
SECURE_SSL_REDIRECT = PRODUCTIE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTIE else None
SECURE_HSTS_SECONDS = 31536000 if PRODUCTIE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# The largest document is 25 MB; the rest of a request stays small. See dossier.documenten.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = [
    "eenplan.kern.uploads.BegrensdeUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = paden.var("static")
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"geen_paden": {"()": "eenplan.kern.logboek.GeenPaden"}},
    "formatters": {"json": {"()": "eenplan.kern.logboek.JsonRegel"}},
    "handlers": {"regel": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["geen_paden"]}},
    "root": {"handlers": ["regel"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["regel"], "level": "WARNING", "propagate": False},
        "eenplan": {"handlers": ["regel"], "level": "INFO", "propagate": False},
        "procrastinate": {"handlers": ["regel"], "level": "WARNING", "propagate": False},
    },
}
