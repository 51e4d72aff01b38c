import type { z } from "zod";
import * as answers from "./answers.ts";
import type { LoggedModel, MlflowRun, RegisteredVersion } from "./answers.ts";
import type { MlflowRequest, MlflowRest } from "./mlflow_rest.ts";
import { MlflowError } from "./mlflow_error.ts";
import type {
  CreateLoggedModel,
  CreateModelVersion,
  CreateRun,
  LogBatch,
  LogInputs,
  LogOutputs,
  UpdateRun,
} from "./requests.ts";

const API = "/api/2.0/mlflow";

/** By this tag MLflow's pages show an experiment as one of model training. */
const MODEL_TRAINING = {
  key: "mlflow.experimentKind",
  value: "custom_model_development",
};

/** Calls that make something new each time: see {@link MlflowRequest.repeatable}. */
const ONCE = { repeatable: false };

/**
 * MLflow's REST API, call by call: tracking, logged models and the registry.
 * Every call throws {@link MlflowError}; what is asked for by name and is not
 * there is undefined.
 */
export class MlflowClient {
  readonly rest: MlflowRest;

  constructor(rest: MlflowRest) {
    this.rest = rest;
  }

  async experiment(name: string) {
    return await found(async () => {
      const query = new URLSearchParams({ experiment_name: name });
      const { experiment } = await this.#get(
        answers.experimentAnswer,
        `experiments/get-by-name?${query}`,
      );
      return experiment;
    });
  }

  async createExperiment(name: string): Promise<string> {
    const { experiment_id } = await this.#post(
      answers.createdExperimentAnswer,
      "experiments/create",
      { name, tags: [MODEL_TRAINING] },
    );
    return experiment_id;
  }

  /** The runs of an experiment that have a tag, deleted ones too. */
  async runsByTag(
    experiment: string,
    tag: { key: string; value: string },
  ): Promise<MlflowRun[]> {
    const { runs } = await this.#post(answers.runsAnswer, "runs/search", {
      experiment_ids: [experiment],
      filter: `tags."${tag.key}" = '${tag.value}'`,
      run_view_type: "ALL",
      order_by: ["attributes.start_time", "attributes.run_id"],
    });
    return runs;
  }

  async run(id: string): Promise<MlflowRun> {
    const query = new URLSearchParams({ run_id: id });
    return (await this.#get(answers.runAnswer, `runs/get?${query}`)).run;
  }

  async createRun(request: CreateRun): Promise<MlflowRun> {
    const { run } = await this.#post(
      answers.runAnswer,
      "runs/create",
      request,
      ONCE,
    );
    return run;
  }

  async updateRun(request: UpdateRun): Promise<void> {
    await this.#post(answers.emptyAnswer, "runs/update", request);
  }

  async deleteRun(id: string): Promise<void> {
    await this.#post(answers.emptyAnswer, "runs/delete", { run_id: id });
  }

  async logBatch(request: LogBatch): Promise<void> {
    await this.#post(answers.emptyAnswer, "runs/log-batch", request);
  }

  async logInputs(request: LogInputs): Promise<void> {
    await this.#post(answers.emptyAnswer, "runs/log-inputs", request);
  }

  /** Names what a run made; a second time is an error. */
  async logOutputs(request: LogOutputs): Promise<void> {
    await this.#post(answers.emptyAnswer, "runs/outputs", request, ONCE);
  }

  async createLoggedModel(request: CreateLoggedModel): Promise<LoggedModel> {
    const { model } = await this.#post(
      answers.loggedModelAnswer,
      "logged-models",
      request,
      ONCE,
    );
    return model.info;
  }

  async loggedModelsOfRun(
    experiment: string,
    run: string,
  ): Promise<LoggedModel[]> {
    const { models } = await this.#post(
      answers.loggedModelsAnswer,
      "logged-models/search",
      { experiment_ids: [experiment], filter: `source_run_id = '${run}'` },
    );
    return models.map(({ info }) => info);
  }

  async finaliseLoggedModel(id: string): Promise<void> {
    await this.#call(answers.loggedModelAnswer, `logged-models/${id}`, {
      method: "PATCH",
      json: { model_id: id, status: "LOGGED_MODEL_READY" },
      repeatable: true,
    });
  }

  async deleteLoggedModel(id: string): Promise<void> {
    await this.#call(answers.emptyAnswer, `logged-models/${id}`, {
      method: "DELETE",
      repeatable: true,
    });
  }

  async registeredModel(name: string) {
    return await found(async () => {
      const query = new URLSearchParams({ name });
      const { registered_model } = await this.#get(
        answers.registeredModelAnswer,
        `registered-models/get?${query}`,
      );
      return registered_model;
    });
  }

  async createRegisteredModel(name: string): Promise<void> {
    const path = "registered-models/create";
    await this.#post(answers.registeredModelAnswer, path, { name });
  }

  async createModelVersion(
    request: CreateModelVersion,
  ): Promise<RegisteredVersion> {
    const { model_version } = await this.#post(
      answers.modelVersionAnswer,
      "model-versions/create",
      request,
      ONCE,
    );
    return model_version;
  }

  /** All versions of a model, the newest first. */
  async modelVersions(name: string): Promise<RegisteredVersion[]> {
    const versions: RegisteredVersion[] = [];
    let token: string | undefined;
    do {
      const query = new URLSearchParams({ filter: `name='${name}'` });
      if (token !== undefined) query.set("page_token", token);
      const page = await this.#get(
        answers.modelVersionsAnswer,
        `model-versions/search?${query}`,
      );
      versions.push(...page.model_versions);
      token = page.next_page_token;
    } while (token !== undefined && token !== "");
    return versions.sort((a, b) => Number(b.version) - Number(a.version));
  }

  async updateModelVersion(
    request: { name: string; version: string; description: string },
  ): Promise<void> {
    await this.#call(answers.modelVersionAnswer, "model-versions/update", {
      method: "PATCH",
      json: request,
      repeatable: true,
    });
  }

  async setAlias(
    request: { name: string; alias: string; version: string },
  ): Promise<void> {
    const path = "registered-models/alias";
    await this.#post(answers.emptyAnswer, path, request);
  }

  async deleteAlias(request: { name: string; alias: string }): Promise<void> {
    await this.#call(answers.emptyAnswer, "registered-models/alias", {
      method: "DELETE",
      json: request,
      repeatable: true,
    });
  }

  async downloadUri(name: string, version: string): Promise<string> {
    const query = new URLSearchParams({ name, version });
    const { artifact_uri } = await this.#get(
      answers.downloadUriAnswer,
      `model-versions/get-download-uri?${query}`,
    );
    return artifact_uri;
  }

  async #get<T>(schema: z.ZodType<T>, path: string): Promise<T> {
    return await this.#call(schema, path, { method: "GET", repeatable: true });
  }

  async #post<T>(
    schema: z.ZodType<T>,
    path: string,
    json: unknown,
    { repeatable }: { repeatable: boolean } = { repeatable: true },
  ): Promise<T> {
    return await this.#call(schema, path, { method: "POST", json, repeatable });
  }

  async #call<T>(
    schema: z.ZodType<T>,
    path: string,
    request: Omit<MlflowRequest, "path">,
  ): Promise<T> {
    return await this.rest.json(schema, { ...request, path: `${API}/${path}` });
  }
}

/** What is not there is undefined, and no error. */
async function found<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (
      error instanceof MlflowError && error.code === "RESOURCE_DOES_NOT_EXIST"
    ) return undefined;
    throw error;
  }
}
