"""How one house is set up: read from the environment once, and refused at the door when it makes no sense."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, validate

from zhangdian import logs

PACKAGE = Path(__file__).resolve().parent
LOCAL_KEY = "insecure-and-good-for-this-machine-only-0123456789-abcdefghijklmnopqrstuvwxyz"
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
MOUNTS = Path("/proc/mounts")
NETWORK_FILE_SYSTEMS = {
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "beegfs",
    "fuse.ceph", "fuse.glusterfs", "fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.davfs2", "davfs",
    # Folders that a virtual machine shares with its host (9p: WSL's drives): locks do not reach the host.
    "9p", "virtiofs", "vboxsf", "fuse.vmhgfs-fuse", "prl_fs", "drvfs",
}  # fmt: skip

django_stubs_ext.monkeypatch()  # fields and managers take their types in brackets
env = Env()


def read(reader: Any, name: str, *args: Any, **kwargs: Any) -> Any:
    """One setting; what cannot be read is named together with what was found."""
    try:
        return reader(name, *args, **kwargs)
    except EnvError as error:
        raise ImproperlyConfigured(f"{name}: {error}") from error


def file_system_of(path: Path, mounts: str) -> str:
    """The type of the file system that holds `path`, by the longest mount point above it."""
    found, kind = "", ""
    for line in mounts.splitlines():
        _, point, type_, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= len(found):
            found, kind = point, type_
    return kind


def database(url: str) -> dict[str, Any]:
    """A database from its address: sqlite:///file, or postgres://user:password@host:port/name?option=value."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme in {"postgres", "postgresql"}:
        name = unquote(parts.path[1:])
        if not name:
            raise ImproperlyConfigured(
                "DATABASE_URL names no database: postgres://user:password@host:port/name"
            )
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", unquote(parts.hostname or "")),
            "PORT": options.pop("port", str(parts.port or "")),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            # Saves a fifth of the server's work; behind a transaction pooler: ?prepare_threshold=0.
            "OPTIONS": {
                **options,
                "server_side_binding": True,
                "prepare_threshold": int(options.get("prepare_threshold", 5)) or None,
            },
        }
    raise ImproperlyConfigured(f"DATABASE_URL begins with sqlite:/// or postgres://, not {parts.scheme!r}")


def sqlite(file: Path) -> dict[str, Any]:
    """The database in one file; never on a network disk, where its locks do not hold."""
    kind = file_system_of(file.resolve(), MOUNTS.read_text()) if MOUNTS.exists() else ""
    if kind in NETWORK_FILE_SYSTEMS:
        raise ImproperlyConfigured(
            f"{file} lies on a network disk or shared folder ({kind}), where SQLite's locks do not hold: "
            "use a local disk or PostgreSQL"
        )
    return {
        "ENGINE": "zhangdian.foundation.kernel.sqlite",
        "NAME": file,
        "OPTIONS": {
            "timeout": 20,
            "cached_statements": 1000,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
        "TEST": {"NAME": DATA / "test.sqlite3"},
    }


# Where things are kept ----------------------------------------------------------------------------

DATA = read(env.path, "ZHANGDIAN_DATA", PACKAGE.parent / "data").resolve()
DATA.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": database(read(env.str, "DATABASE_URL", f"sqlite:///{DATA / 'zhangdian.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA / "media"
STATIC_ROOT = DATA / "static"
STATIC_URL = "static/"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = [
    "zhangdian.foundation.ui.uploads.Doorkeeper",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Whom it answers, and how strictly ----------------------------------------------------------------

DEBUG = read(env.bool, "ZHANGDIAN_DEBUG", False)
ALLOWED_HOSTS = read(env.list, "ZHANGDIAN_HOSTS", sorted(LOCAL_HOSTS), validate=validate.Length(min=1))
SECRET_KEY = read(env.str, "ZHANGDIAN_SECRET_KEY", LOCAL_KEY, validate=validate.Length(min=50))
SECRET_KEY_FALLBACKS = read(env.list, "ZHANGDIAN_OLD_SECRET_KEYS", [])
HTTPS = read(env.bool, "ZHANGDIAN_HTTPS", None)
BEHIND_PROXY = read(env.bool, "ZHANGDIAN_BEHIND_PROXY", False)

ON_A_REAL_HOST = not LOCAL_HOSTS.issuperset(ALLOWED_HOSTS)
if ON_A_REAL_HOST and DEBUG:
    raise ImproperlyConfigured("ZHANGDIAN_DEBUG is for this machine only, not for ZHANGDIAN_HOSTS")
if ON_A_REAL_HOST and SECRET_KEY == LOCAL_KEY:
    raise ImproperlyConfigured("ZHANGDIAN_SECRET_KEY is missing: a random text of 50 characters, kept secret")
if ON_A_REAL_HOST and HTTPS is None:
    raise ImproperlyConfigured(
        "ZHANGDIAN_HTTPS is missing: true behind HTTPS (and ZHANGDIAN_BEHIND_PROXY=true where a proxy "
        "speaks it), false only on a network that you trust as a whole"
    )

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(HTTPS)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = bool(HTTPS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # whether browsers preload the name is for the owner of the domain

# How messages leave the house ---------------------------------------------------------------------


def mail_server(url: str) -> dict[str, Any]:
    """A mail server from its address: smtps:// (or smtp://, smtp+starttls://)user:password@host:port?from=…"""
    parts = urlsplit(url)
    tls = {"smtps": "ssl", "smtp+starttls": "starttls", "smtp": ""}.get(parts.scheme)
    sender = dict(parse_qsl(parts.query)).get("from", "")
    if tls is None or not parts.hostname or "@" not in sender:
        raise ImproperlyConfigured("ZHANGDIAN_MAIL is smtps://user:password@host:port?from=name@host")
    given = {"user": unquote(parts.username or ""), "password": unquote(parts.password or "")}
    return {
        "host": parts.hostname,
        "port": parts.port or {"ssl": 465, "starttls": 587, "": 25}[tls],
        "sender": sender,
        "tls": tls,
        **given,
    }


def sms_account(kind: str) -> dict[str, Any]:
    """The account at a gateway of short messages; one without its keys is refused at the door."""
    given = {"key_id": "ZHANGDIAN_SMS_KEY_ID", "secret": "ZHANGDIAN_SMS_SECRET"}
    if kind == "tencent":
        given["app_id"] = "ZHANGDIAN_SMS_APP_ID"
    account = {name: read(env.str, variable, "") for name, variable in given.items()}
    if lacking := [given[name] for name, value in account.items() if not value]:
        raise ImproperlyConfigured(f"ZHANGDIAN_SMS={kind} needs {' and '.join(lacking)}")
    if url := read(env.str, "ZHANGDIAN_SMS_URL", ""):
        account["url"] = url
    return account


def gateways() -> dict[str, tuple[str, dict[str, Any]]]:
    """Channel → its gateway; on this machine alone the sandbox stands for each that is not named."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    if not ON_A_REAL_HOST:
        found = {channel: ("sandbox", {}) for channel in ("sms", "wecom", "email")}
    sms = read(env.str, "ZHANGDIAN_SMS", "", validate=validate.OneOf(["", "sandbox", "aliyun", "tencent"]))
    if sms:
        found["sms"] = (sms, {} if sms == "sandbox" else sms_account(sms))
    if robots := read(env.dict, "ZHANGDIAN_WECOM_ROBOTS", {}):
        found["wecom"] = ("wecom", {"robots": robots})
    if mail := read(env.str, "ZHANGDIAN_MAIL", ""):
        found["email"] = ("smtp", mail_server(mail))
    return found


GATEWAYS = gateways()
PUBLIC_URL = read(
    env.str,
    "ZHANGDIAN_URL",
    f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}" if ON_A_REAL_HOST else "http://127.0.0.1:8000",
).rstrip("/")
"""Where customers reach the house, for the links that are sent to them."""

# The rooms, from the lowest floor up --------------------------------------------------------------

ROOMS = [
    "foundation.kernel",
    "foundation.ui",
    "people.organization",
    "people.customers",
    "people.messaging",
    "resources.parts",
    "resources.cashier",
    "resources.training",
    "frontline.service",
    "aftercare.care",
    "aftercare.insurance",
    "management.notices",
    "management.duties",
    "management.reports",
    "doors.web",
    "doors.simulation",
]


INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    *(f"zhangdian.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zhangdian.foundation.ui.telling.RequestLines",
    "zhangdian.foundation.ui.middleware.Answers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "zhangdian.people.organization.middleware.WhoAsks",
]

ROOT_URLCONF = "zhangdian.doors.web.urls"
WSGI_APPLICATION = "zhangdian.wsgi.application"

# Pages --------------------------------------------------------------------------------------------

TEMPLATE_LOADERS: list[Any] = ["django.template.loaders.app_directories.Loader"]
if not DEBUG:
    TEMPLATE_LOADERS = [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "zhangdian.foundation.ui.context.frame",
            ],
            "loaders": TEMPLATE_LOADERS,
            "builtins": [
                "django.templatetags.static",
                "zhangdian.foundation.ui.templatetags.zd",
            ],
        },
    }
]

FORM_RENDERER = "zhangdian.foundation.ui.fields.Renderer"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

LANGUAGE_CODE = "zh-hans"
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Logging in ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organization.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 10},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"

# Thirty minutes without a request end a session, and twelve hours in any case (organization.sessions).
SESSION_ENGINE = "zhangdian.people.organization.sessions"
SESSION_COOKIE_NAME = "zhangdian"
SESSION_COOKIE_AGE = 12 * 3600

# What is written down about the running -----------------------------------------------------------

LOG_LEVEL = read(
    env.str,
    "ZHANGDIAN_LOG_LEVEL",
    "INFO" if ON_A_REAL_HOST else "WARNING",
    validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]),
)
logs.configure()
LOGGING = logs.logging(LOG_LEVEL, as_json=ON_A_REAL_HOST, debug=DEBUG)
