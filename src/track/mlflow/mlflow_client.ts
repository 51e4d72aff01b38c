import type { z } from "zod";
import * as answers from "./answers.ts";
import type { LoggedModel, MlflowRun } from "./answers.ts";
import { found, MlflowApi, ONCE } from "./mlflow_api.ts";
import type { MlflowRest } from "./mlflow_rest.ts";
import type {
  CreateLoggedModel,
  CreateRun,
  LogBatch,
  LogInputs,
  LogOutputs,
  UpdateRun,
} from "./requests.ts";

/** By this tag MLflow's pages show an experiment as one of model training. */
const MODEL_TRAINING = {
  key: "mlflow.experimentKind",
  value: "custom_model_development",
};

/**
 * MLflow's REST API, call by call: tracking and logged models.
 * Every call throws {@link MlflowError}; what is asked for by name and is not
 * there is undefined.
 */
export class MlflowClient {
  /** Sends requests. */
  readonly rest: MlflowRest;
  readonly #api: MlflowApi;

  /** Speaks of runs, datasets and logged models. */
  constructor(rest: MlflowRest) {
    this.rest = rest;
    this.#api = new MlflowApi(rest);
  }

  /** An experiment by its name; undefined where there is none. */
  async experiment(
    name: string,
  ): Promise<
    z.infer<typeof answers.experimentAnswer>["experiment"] | undefined
  > {
    return await found(async () => {
      const query = new URLSearchParams({ experiment_name: name });
      const { experiment } = await this.#api.get(
        answers.experimentAnswer,
        `experiments/get-by-name?${query}`,
      );
      return experiment;
    });
  }

  /** Makes an experiment, and gives its id. */
  async createExperiment(name: string): Promise<string> {
    const { experiment_id } = await this.#api.post(
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
    const { runs } = await this.#api.post(answers.runsAnswer, "runs/search", {
      experiment_ids: [experiment],
      filter: `tags."${tag.key}" = '${tag.value}'`,
      run_view_type: "ALL",
      order_by: ["attributes.start_time", "attributes.run_id"],
    });
    return runs;
  }

  /** A run by its id. */
  async run(id: string): Promise<MlflowRun> {
    const query = new URLSearchParams({ run_id: id });
    return (await this.#api.get(answers.runAnswer, `runs/get?${query}`)).run;
  }

  /** Starts a run. */
  async createRun(request: CreateRun): Promise<MlflowRun> {
    const { run } = await this.#api.post(
      answers.runAnswer,
      "runs/create",
      request,
      ONCE,
    );
    return run;
  }

  /** Changes a run's status. */
  async updateRun(request: UpdateRun): Promise<void> {
    await this.#api.post(answers.emptyAnswer, "runs/update", request);
  }

  /** Deletes a run. */
  async deleteRun(id: string): Promise<void> {
    await this.#api.post(answers.emptyAnswer, "runs/delete", { run_id: id });
  }

  /** Adds metrics, parameters and tags. */
  async logBatch(request: LogBatch): Promise<void> {
    await this.#api.post(answers.emptyAnswer, "runs/log-batch", request);
  }

  /** Adds datasets. */
  async logInputs(request: LogInputs): Promise<void> {
    await this.#api.post(answers.emptyAnswer, "runs/log-inputs", request);
  }

  /** Names what a run made; a second time is an error. */
  async logOutputs(request: LogOutputs): Promise<void> {
    await this.#api.post(answers.emptyAnswer, "runs/outputs", request, ONCE);
  }

  /** Starts a logged model. */
  async createLoggedModel(request: CreateLoggedModel): Promise<LoggedModel> {
    const { model } = await this.#api.post(
      answers.loggedModelAnswer,
      "logged-models",
      request,
      ONCE,
    );
    return model.info;
  }

  /** Logged models that a run has made. */
  async loggedModelsOfRun(
    experiment: string,
    run: string,
  ): Promise<LoggedModel[]> {
    const { models } = await this.#api.post(
      answers.loggedModelsAnswer,
      "logged-models/search",
      { experiment_ids: [experiment], filter: `source_run_id = '${run}'` },
    );
    return models.map(({ info }) => info);
  }

  /** Marks a logged model as ready. */
  async finaliseLoggedModel(id: string): Promise<void> {
    await this.#api.call(answers.loggedModelAnswer, `logged-models/${id}`, {
      method: "PATCH",
      json: { model_id: id, status: "LOGGED_MODEL_READY" },
      repeatable: true,
    });
  }

  /** Deletes a logged model. */
  async deleteLoggedModel(id: string): Promise<void> {
    await this.#api.call(answers.emptyAnswer, `logged-models/${id}`, {
      method: "DELETE",
      repeatable: true,
    });
  }
}
