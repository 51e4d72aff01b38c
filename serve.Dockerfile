# The model server. Targets: `runtime` (archives are mounted at /models), `dev`
# (the same without keys) and `prod` (an archive inside).
#
#   docker build --file serve.Dockerfile --target runtime --tag nextcart-serve .
#   docker run --read-only --tmpfs /tmp --publish 127.0.0.1:8080:8080 \
#     --volume "$PWD/models:/models:ro" nextcart-serve
#
# For `prod` the archive lies beside this file: --build-arg ARCHIVE=shop.mar

# Only what the server's own modules import is installed, and of ONNX Runtime the
# library of this platform alone.
FROM denoland/deno:2.9.6 AS build
WORKDIR /app
# A company's own certificates count too.
ENV DENO_TLS_CA_STORE=mozilla,system
COPY deno.json deno.lock ./
COPY src src
COPY tasks tasks
RUN deno run --allow-all --no-check --node-modules-dir=none tasks/serve/slim_image.ts /image

FROM denoland/deno:2.9.6 AS runtime
WORKDIR /app
COPY --from=build /image /app
ENV DENO_DIR=/tmp/deno DENO_NO_UPDATE_CHECK=1 NO_COLOR=1
# By number, so that a cluster can see that it is not root.
USER 10001:10001
EXPOSE 8080 8081 8082
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["deno", "eval", "Deno.exit((await fetch('http://127.0.0.1:8080/v2/health/ready')).ok ? 0 : 1)"]
# Keys are drawn at each start, into the one place that may be written. What a
# request needs is short-lived: a small young generation saves memory, and helper
# threads would take more of the processors than they save in collecting it.
ENTRYPOINT ["deno", "run", "--v8-flags=--max-semi-space-size=8,--no-parallel-scavenge", "--cached-only", "--no-prompt", "--no-check", "--allow-net", "--allow-read=/app,/models,/tmp,/proc/self", "--allow-write=/tmp", "--allow-ffi=/app/node_modules/.deno", "--allow-sys=osRelease", "--allow-env=NO_COLOR,NEXTCART_*,MLFLOW_*,AWS_*,HOME,HOMEDRIVE,HOMEPATH,USERPROFILE,ORT_DISABLE_TELEMETRY,_X_AMZN_TRACE_ID", "tasks/serve.ts", "--host", "0.0.0.0", "--key-file", "/tmp/key_file.json"]
CMD ["--models", "/models"]

FROM runtime AS dev
CMD ["--models", "/models", "--disable-token-auth"]

FROM runtime AS prod
ARG ARCHIVE=model.mar
COPY ${ARCHIVE} /models/model.mar
