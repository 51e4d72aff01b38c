"""Prints as JSON what MLflow's own client finds in an experiment, and of the
champion of a registered model."""

import json
import os
import sys

import mlflow

uri, experiment = sys.argv[1:3]
mlflow.set_tracking_uri(uri)
client = mlflow.MlflowClient()
experiment_id = client.get_experiment_by_name(experiment).experiment_id


def describe(run):
    history = {
        key: [(m.step, str(m.value), m.timestamp)
              for m in client.get_metric_history(run.info.run_id, key)]
        for key in run.data.metrics
    }
    return {
        "id": run.info.run_id,
        "name": run.info.run_name,
        "status": run.info.status,
        "start": run.info.start_time,
        "end": run.info.end_time,
        "params": run.data.params,
        "tags": run.data.tags,
        "history": history,
        "inputs": [
            {**dict(it.dataset), "context": it.tags[0].value}
            for it in run.inputs.dataset_inputs
        ],
        "artifacts": sorted(
            f"{folder.path}/{file.path.split('/')[-1]}"
            for folder in client.list_artifacts(run.info.run_id)
            for file in client.list_artifacts(run.info.run_id, folder.path)
        ),
        "models": [describe_model(it.model_id)
                   for it in run.outputs.model_outputs],
    }


def describe_model(model_id):
    model = client.get_logged_model(model_id)
    info = mlflow.models.get_model_info(f"models:/{model_id}")
    files = mlflow.artifacts.list_artifacts(artifact_uri=f"models:/{model_id}")
    return {
        "status": str(model.status),
        "type": model.model_type,
        "params": model.params,
        "metrics": {m.key: m.value for m in model.metrics or []},
        "flavors": list(info.flavors),
        "inputs": info.signature.inputs.to_dict(),
        "outputs": info.signature.outputs.to_dict(),
        "example": info.saved_input_example_info["artifact_path"],
        "run": info.run_id,
        "files": {file.path: file.file_size for file in files},
    }


def describe_champion(name):
    version = client.get_model_version_by_alias(name, "champion")
    uri = f"models:/{name}@champion"
    folder = mlflow.artifacts.download_artifacts(artifact_uri=uri)
    inputs = mlflow.models.get_model_info(uri).signature.inputs
    return {
        "version": version.version,
        "run": version.run_id,
        "description": version.description,
        "files": sorted(os.listdir(folder)),
        "inputs": inputs.input_names(),
    }


runs = client.search_runs([experiment_id], order_by=["start_time"])
models = client.search_logged_models([experiment_id])
answer = {"runs": [describe(run) for run in runs], "models": len(models)}
if len(sys.argv) > 3:
    answer["champion"] = describe_champion(sys.argv[3])
print(json.dumps(answer))
