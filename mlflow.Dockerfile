# MLflow with what it needs to keep runs in MySQL and artifacts in S3.
#
#   docker build --file mlflow.Dockerfile tasks/services
#
# The context is the folder of the pinned versions, which `deno task services`
# installs too.
FROM python:3.12.12-slim-bookworm

COPY mlflow_requirements.txt /tmp/requirements.txt
# A virtual environment suits any Python: Debian's own refuses other packages.
RUN python3 -m venv /opt/mlflow \
    && /opt/mlflow/bin/python -m pip install --no-cache-dir \
        --disable-pip-version-check --requirement /tmp/requirements.txt \
    && useradd --uid 10001 --create-home mlflow

ENV PATH=/opt/mlflow/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MLFLOW_DISABLE_TELEMETRY=true \
    MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false

USER mlflow
WORKDIR /home/mlflow
EXPOSE 5000

# Where runs and artifacts are kept is said by MLFLOW_BACKEND_STORE_URI and
# MLFLOW_ARTIFACTS_DESTINATION; without them, in the container alone.
CMD ["mlflow", "server", "--host", "0.0.0.0", "--port", "5000", "--workers", "1", "--serve-artifacts"]
