"""Signing in and out, forgotten passwords, the second step and single sign-on, as allauth does them here."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import Membership, User
from accounts.services import create_user, deactivate_user, invite, reactivate_user
from pmo.roles import RoleName
from tests.factories import PASSWORD, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


def enter(client, email, password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def main_of(answer) -> str:
    """What the page says, without the addresses typed and the tokens of forms."""
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r'value="[^"]*"|\S+@example\.org', "", page)


def test_signing_in_by_e_mail_in_any_case_and_out_again(client):
    user = UserFactory(email="mia@example.org")
    assert enter(client, "Mia@Example.org").status_code == 302
    user.refresh_from_db()
    assert user.last_login is not None
    assert client.get("/account/logout/").status_code == 200 and "_auth_user_id" in client.session
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_an_unknown_address_and_a_closed_account_get_the_same_answer(client):
    UserFactory(email="known@example.org")
    closed = UserFactory(email="closed@example.org")
    deactivate_user(None, user=closed)
    answers = [
        enter(client, "known@example.org", "wrong password"),
        enter(client, "unknown@example.org"),
        enter(client, "closed@example.org"),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({main_of(answer) for answer in answers}) == 1


def test_too_many_wrong_passwords_lock_the_address_for_a_while(client):
    UserFactory(email="known@example.org")
    for _try in range(5):
        enter(client, "known@example.org", "wrong")
    answer = enter(client, "known@example.org")
    assert "_auth_user_id" not in client.session and answer.status_code in (200, 429)
    cache.clear()
    enter(client, "known@example.org")
    assert "_auth_user_id" in client.session


def test_an_integration_cannot_sign_in(client):
    UserFactory(email="erp@example.org", is_integration=True, password="!")
    enter(client, "erp@example.org", "!")
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_themselves(client):
    typed = {"email": "eve@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/account/signup/", typed)
    assert not User.objects.filter(email="eve@example.org").exists()


def test_a_forgotten_password_is_reset_by_mail_in_the_users_language(client, sent, settings):
    user = create_user(None, email="mia@example.org", name="Mia", password=PASSWORD, language="en")
    other_sessions = Client()
    enter(other_sessions, user.email)
    with sent() as mails:
        answer = client.post("/account/password/reset/", {"email": "MIA@example.org"}, HTTP_ACCEPT_LANGUAGE="fr")
    assert answer.status_code == 302 and [mail.to for mail in mails] == [["mia@example.org"]]
    assert "password" in mails[0].body
    link = re.search(rf"{re.escape(settings.SITE_URL)}(/account/password/reset/key/\S+)", mails[0].body).group(1)
    form_page = client.get(link, follow=True)
    target = form_page.redirect_chain[-1][0]
    new = "a quite different password"
    with sent():
        assert client.post(target, {"password1": new, "password2": new}).status_code == 302
    assert enter(Client(), user.email, new).status_code == 302
    assert client.get(link, follow=True).context.get("token_fail")
    # Whoever sat in a session with the old password is out.
    assert other_sessions.get("/accounts/profile/").status_code == 302


def test_asking_for_an_unknown_address_looks_the_same_and_sends_nothing(client, sent):
    UserFactory(email="known@example.org")
    with sent() as mails:
        known = client.post("/account/password/reset/", {"email": "known@example.org"}, follow=True)
        unknown = client.post("/account/password/reset/", {"email": "unknown@example.org"}, follow=True)
    assert [mail.to for mail in mails] == [["known@example.org"]]
    assert known.redirect_chain == unknown.redirect_chain and main_of(known) == main_of(unknown)


def test_the_password_is_changed_with_the_old_one_and_a_mail_says_so(client, sent):
    user = create_user(None, email="mia@example.org", name="Mia", password=PASSWORD)
    enter(client, user.email)
    new = "a quite different password"
    typed = {"oldpassword": "wrong", "password1": new, "password2": new}
    assert client.post("/account/password/change/", typed).status_code == 200
    with sent() as mails:
        assert client.post("/account/password/change/", typed | {"oldpassword": PASSWORD}).status_code == 302
    assert len(mails) == 1 and client.get("/accounts/profile/").status_code == 200


def test_a_reopened_account_gets_a_new_password_by_mail(client, sent):
    user = create_user(None, email="mia@example.org", name="Mia", password=PASSWORD)
    deactivate_user(None, user=user)
    with sent() as closed:
        client.post("/account/password/reset/", {"email": user.email})
    reactivate_user(None, user=user)
    with sent() as reopened:
        client.post("/account/password/reset/", {"email": user.email})
    assert (len(closed), len(reopened)) == (0, 1)
    enter(client, user.email)
    assert "_auth_user_id" not in client.session


def test_a_new_address_counts_once_its_owner_has_confirmed_it(sign_in, sent, settings):
    user = create_user(None, email="mia@example.org", name="Mia", password=PASSWORD, language="en")
    client = sign_in(user)
    with sent() as mails:
        client.post("/account/email/", {"email": "mia.new@example.org", "action_add": ""})
    user.refresh_from_db()
    assert user.email == "mia@example.org" and ["mia.new@example.org"] in [mail.to for mail in mails]
    body = next(mail.body for mail in mails if mail.to == ["mia.new@example.org"])
    link = re.search(rf"{re.escape(settings.SITE_URL)}(/account/confirm-email/\S+)", body).group(1)
    with sent():
        client.get(link)
        client.post(link)
    user.refresh_from_db()
    assert user.email == "mia.new@example.org"


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_second_step_by_code_and_recovery_codes(sign_in, sent):
    user = UserFactory()
    client = sign_in(user)
    page = client.get("/account/2fa/totp/activate/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    with sent():
        assert client.post("/account/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
    codes = client.get("/account/2fa/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    cache.clear()

    fresh = Client()
    answer = enter(fresh, user.email)
    assert answer["Location"].startswith("/account/2fa/authenticate/") and "_auth_user_id" not in fresh.session
    assert fresh.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert fresh.post("/account/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302
    assert fresh.session["_auth_user_id"] == str(user.pk)

    cache.clear()
    lost = Client()
    enter(lost, user.email)
    lost.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert lost.session["_auth_user_id"] == str(user.pk)
    cache.clear()
    again = Client()
    enter(again, user.email)
    again.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert "_auth_user_id" not in again.session


def test_what_is_sensitive_asks_for_the_password_again(client):
    user = UserFactory()
    enter(client, user.email)
    for path in ("/account/2fa/totp/activate/", "/account/2fa/webauthn/add/"):
        assert client.get(path)["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": PASSWORD, "next": "/account/2fa/webauthn/add/"})
    page = client.get("/account/2fa/webauthn/add/", HTTP_ACCEPT_LANGUAGE="en")
    assert page.status_code == 200 and "creation_options" in page.context["js_data"]


def test_passkeys_are_offered_at_the_log_in_and_answered_with_a_challenge(client):
    assert "passkey_login" in client.get(LOGIN).content.decode()
    answer = client.get("/account/2fa/webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.json()["request_options"]["publicKey"]["challenge"]


SIGNED_IN = (
    "account_change_password", "account_email", "account_reauthenticate", "account_logout", "mfa_index",
    "mfa_list_webauthn", "mfa_add_webauthn", "mfa_activate_totp", "socialaccount_connections",
)  # fmt: skip
ANYBODY = (
    "account_login", "account_reset_password", "account_reset_password_done", "account_signup", "account_inactive",
    "account_reset_password_from_key_done", "socialaccount_login_error", "socialaccount_login_cancelled",
)  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_allauth_opens_in_our_frame(client, sign_in, language):
    for name in ANYBODY:
        answer = client.get(reverse(name), HTTP_ACCEPT_LANGUAGE=language)
        assert answer.status_code in (200, 401) and 'class="entrance"' in answer.content.decode(), name
        assert answer["Content-Language"] == language
    signed_in = sign_in(UserFactory(language=language))
    for name in SIGNED_IN:
        answer = signed_in.get(reverse(name))
        assert answer.status_code == 200 and "<main" in answer.content.decode(), name


def test_no_provider_button_without_settings(client):
    assert client.get("/account/oidc/oidc/login/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("google_login")


class IdentityProvider(BaseHTTPRequestHandler):
    """The least an OpenID Connect provider answers."""

    person: dict = {}

    def do_GET(self):
        self.answer(self.person if self.path == "/userinfo" else self.configuration())

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"access_token": "access", "token_type": "Bearer"})

    def configuration(self):
        base = f"http://{self.headers['Host']}"
        return {
            "issuer": base, "authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token",
            "userinfo_endpoint": f"{base}/userinfo", "jwks_uri": f"{base}/keys",
        }  # fmt: skip

    def answer(self, content):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *arguments):
        """Quiet."""


@pytest.fixture
def provider(settings):
    server = HTTPServer(("127.0.0.1", 0), IdentityProvider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    app = {
        "provider_id": "oidc", "name": "Company sign-on", "client_id": "pmo", "secret": "secret",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield IdentityProvider
    server.shutdown()
    server.server_close()
    thread.join()


def sign_on(client):
    """Through the provider and back."""
    leave = client.post("/account/oidc/oidc/login/")
    state = parse_qs(urlsplit(leave["Location"]).query)["state"][0]
    return client.get("/account/oidc/oidc/login/callback/", {"code": "code", "state": state})


def test_whoever_the_provider_knows_enters_without_any_role(client, provider):
    provider.person = {"sub": "1", "email": "Ida@example.org", "email_verified": True, "name": "Ida Known"}
    assert "Company sign-on" in client.get(LOGIN).content.decode()
    assert sign_on(client).status_code == 302
    user = User.objects.get(email="ida@example.org")
    assert client.session["_auth_user_id"] == str(user.pk) and user.name == "Ida Known"
    assert not user.has_usable_password() and not user.memberships.exists()
    assert sign_on(Client()).status_code == 302 and User.objects.count() == 1


def test_single_sign_on_accepts_an_open_invitation(client, provider, administrator):
    project = ProjectFactory()
    invite(administrator, email="ida@example.org", role=RoleName.CONTRIBUTOR, scope=project)
    provider.person = {"sub": "1", "email": "ida@example.org", "email_verified": True, "name": "Ida"}
    sign_on(client)
    held = Membership.objects.get(user__email="ida@example.org")
    assert (held.role, held.project, held.granted_by) == (RoleName.CONTRIBUTOR, project, administrator)


def test_an_unverified_address_takes_neither_an_invitation_nor_an_account_over(client, provider, administrator):
    invite(administrator, email="ida@example.org", role=RoleName.AUDITOR)
    provider.person = {"sub": "2", "email": "ida@example.org", "email_verified": False, "name": "Eve"}
    sign_on(client)
    assert not Membership.objects.filter(user__email="ida@example.org").exists()
    provider.person = {"sub": "3", "email": administrator.email, "email_verified": True, "name": "Eve"}
    stranger = Client()
    sign_on(stranger)
    assert "_auth_user_id" not in stranger.session


def test_a_closed_account_does_not_enter_by_single_sign_on(client, provider):
    provider.person = {"sub": "1", "email": "ida@example.org", "email_verified": True, "name": "Ida"}
    sign_on(client)
    deactivate_user(None, user=User.objects.get(email="ida@example.org"))
    late = Client()
    assert sign_on(late)["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in late.session


@pytest.mark.parametrize("person", [{"email": "taken@example.org", "email_verified": True}, {}])
def test_nobody_types_an_address_that_the_provider_does_not_name(client, provider, person):
    UserFactory(email="taken@example.org")
    provider.person = {"sub": "9", "name": "Eve"} | person
    answer = sign_on(client)
    assert answer.status_code == 403 and reverse("account_login") in answer.content.decode()
    client.post(reverse("socialaccount_signup"), {"email": "director@example.org"})
    assert not User.objects.filter(email="director@example.org").exists()
    assert "_auth_user_id" not in client.session


def test_the_button_of_the_sign_on_leads_there_at_once(client, provider):
    page = client.get(LOGIN, {"next": "/projects/"}).content.decode()
    action = re.search(r'<form method="post" action="(/account/oidc/[^"]+)"', page)[1]
    leave = client.post(action.replace("&amp;", "&"))
    assert leave.status_code == 302 and leave["Location"].startswith("http://127.0.0.1:")


def test_the_sign_on_is_connected_in_the_own_profile(client, provider):
    user = UserFactory(email="ida@example.org")
    enter(client, user.email)
    address = reverse("socialaccount_connections")
    assert f'href="{address}"' in client.get("/accounts/profile/").content.decode()
    page = client.get(address).content.decode()
    action = re.search(r'<form method="post" action="(/account/oidc/[^"]+)"', page)[1].replace("&amp;", "&")
    state = parse_qs(urlsplit(client.post(action)["Location"]).query)["state"][0]
    provider.person = {"sub": "1", "email": "ida@elsewhere.example", "email_verified": True, "name": "Ida"}
    asked_again = client.get("/account/oidc/oidc/login/callback/", {"code": "code", "state": state})
    client.post(asked_again["Location"], {"password": PASSWORD})
    later = Client()
    sign_on(later)
    assert later.session["_auth_user_id"] == str(user.pk)


def test_a_passkey_is_named_in_the_readers_language(client):
    user = UserFactory(language="fr")
    enter(client, user.email)
    page = client.get(reverse("mfa_add_webauthn"), follow=True)
    if page.resolver_match.url_name == "account_reauthenticate":
        page = client.post(page.wsgi_request.get_full_path(), {"password": PASSWORD}, follow=True)
    assert page.resolver_match.url_name == "mfa_add_webauthn"
    assert ">Nom<" in re.sub(r"\s+", "", main_of(page)) and ">Name<" not in main_of(page)


def test_who_tries_too_often_is_told_so_in_the_own_language(client):
    for attempt in range(31):
        answer = client.post(LOGIN, {"login": f"{attempt}@example.org"}, headers={"accept-language": "fr"})
    assert answer.status_code == 429
    assert "patientez" in answer.content.decode() and "<main" in answer.content.decode()
