#!/bin/sh
# Makes the secrets that docker-compose.yml reads, one file each, and leaves alone what is there already.
# EMAIL_URL must be given: EMAIL_URL=smtp+tls://user:password@mail.example.org:587 sh docker/make_secrets.sh [folder]
# SECRET_KEY, POSTGRES_PASSWORD and REDIS_PASSWORD are made up unless they are given as well; OIDC_CLIENT_SECRET is
# "none" until it is given, since Compose wants the file of a secret that nobody reads too.
set -eu
folder=${1:-${SECRETS:-./secrets}}
mkdir -p "$folder"
chmod 700 "$folder"

random() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

# The folder is closed to others; the files are open, since each container reads them under a user of its own.
keep() {
    [ -s "$folder/$1" ] || printf '%s' "$2" > "$folder/$1"
    chmod 444 "$folder/$1"
}

[ -s "$folder/email_url" ] || [ -n "${EMAIL_URL:-}" ] || {
    echo "Give the mail server: EMAIL_URL=smtp+tls://user:password@mail.example.org:587 sh docker/make_secrets.sh" >&2
    exit 1
}
keep email_url "${EMAIL_URL:-}"
keep secret_key "${SECRET_KEY:-$(random)}"
keep postgres_password "${POSTGRES_PASSWORD:-$(random)}"
keep redis_password "${REDIS_PASSWORD:-$(random)}"
keep database_url "postgres://pmo:$(cat "$folder/postgres_password")@database:5432/pmo"
keep redis_url "redis://:$(cat "$folder/redis_password")@queue:6379/0"
[ -z "${OIDC_CLIENT_SECRET:-}" ] || [ "$(cat "$folder/oidc_client_secret" 2>/dev/null)" != none ] || rm -f "$folder/oidc_client_secret"
keep oidc_client_secret "${OIDC_CLIENT_SECRET:-none}"
echo "The secrets are in $folder."
