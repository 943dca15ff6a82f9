"""The organisation's own sign-on by OpenID Connect, read from the environment; without it there is none."""

from urllib.parse import urlsplit


def providers(env) -> dict:
    """What allauth needs to know: OIDC_SERVER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and perhaps OIDC_NAME."""
    if not env.str("OIDC_SERVER_URL", default=""):
        return {}
    app = {
        "provider_id": "oidc",
        "name": env.str("OIDC_NAME", default="OpenID Connect"),
        "client_id": env.str("OIDC_CLIENT_ID"),
        "secret": env.str("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": env.str("OIDC_SERVER_URL")},
    }
    # An existing account is taken over by its address only when the operator trusts the provider's addresses.
    by_email = env.bool("OIDC_CONNECT_BY_EMAIL", default=False)
    takeover = {"EMAIL_AUTHENTICATION": by_email, "EMAIL_AUTHENTICATION_AUTO_CONNECT": by_email}
    return {"openid_connect": {"APPS": [app], **takeover}}


def origins(env) -> list[str]:
    """Where signing in leads to: the server's own origin unless OIDC_ORIGINS names others."""
    if not env.str("OIDC_SERVER_URL", default=""):
        return []
    server = urlsplit(env.str("OIDC_SERVER_URL"))
    return env.list("OIDC_ORIGINS", default=[f"{server.scheme}://{server.netloc}"])
