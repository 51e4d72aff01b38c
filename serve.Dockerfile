# The model server. Targets: `runtime` (models are mounted at /models), `dev`
# (the same, and sources that are mounted are watched), `prod` (an archive inside).
#
#   docker build -f serve.Dockerfile --target runtime -t nextcart-serve .
#   docker run --read-only --tmpfs /tmp -p 127.0.0.1:8080:8080 -v "$PWD/models:/models:ro" nextcart-serve
ARG DENO_VERSION=2.9.6

# Only the packages that the server's own modules import are installed, and of
# ONNX Runtime only the library of this platform.
FROM denoland/deno:${DENO_VERSION} AS build
WORKDIR /app
COPY deno.json deno.lock ./
COPY src src
COPY tasks tasks
RUN deno run -A --no-check --node-modules-dir=none tasks/serve/slim_image.ts /image

FROM denoland/deno:${DENO_VERSION} AS runtime
WORKDIR /app
COPY --from=build --chown=root:root /image /app
# Keys are drawn at each start and written for their owner alone.
ENV DENO_NO_UPDATE_CHECK=1 DENO_DIR=/tmp/deno NO_COLOR=1
USER deno
EXPOSE 8080 8081 8082
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=2s --start-period=5s \
  CMD ["deno", "eval", "Deno.exit((await fetch('http://127.0.0.1:8080/v2/health/ready')).ok ? 0 : 1)"]
ENTRYPOINT ["deno", "run", "--cached-only", "--no-prompt", "--no-check", \
  "--allow-net", "--allow-env", "--allow-sys", "--allow-ffi=/app/node_modules", \
  "--allow-read=/app,/models,/tmp", "--allow-write=/tmp", \
  "tasks/serve.ts", "--host", "0.0.0.0", "--key-file", "/tmp/key_file.json"]
CMD ["--models", "/models"]

FROM runtime AS dev
CMD ["--models", "/models", "--disable-token-auth"]

FROM runtime AS prod
ARG ARCHIVE=model.mar
COPY --chown=root:root ${ARCHIVE} /models/model.mar
