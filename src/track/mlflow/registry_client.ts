import type { z } from "zod";
import * as answers from "./answers.ts";
import type { RegisteredVersion } from "./answers.ts";
import { found, MlflowApi, ONCE } from "./mlflow_api.ts";
import type { MlflowRest } from "./mlflow_rest.ts";
import type { CreateModelVersion } from "./requests.ts";

/** MLflow's REST API of registered models, call by call, as MlflowClient. */
export class RegistryClient {
  readonly #api: MlflowApi;

  /** Speaks of registered models. */
  constructor(rest: MlflowRest) {
    this.#api = new MlflowApi(rest);
  }

  /** A model by its name; undefined where there is none. */
  async registeredModel(
    name: string,
  ): Promise<
    | z.infer<typeof answers.registeredModelAnswer>["registered_model"]
    | undefined
  > {
    return await found(async () => {
      const query = new URLSearchParams({ name });
      const { registered_model } = await this.#api.get(
        answers.registeredModelAnswer,
        `registered-models/get?${query}`,
      );
      return registered_model;
    });
  }

  /** Makes a name that versions stand under. */
  async createRegisteredModel(name: string): Promise<void> {
    const path = "registered-models/create";
    await this.#api.post(answers.registeredModelAnswer, path, { name });
  }

  /** Adds a version. */
  async createModelVersion(
    request: CreateModelVersion,
  ): Promise<RegisteredVersion> {
    const { model_version } = await this.#api.post(
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
      const page = await this.#api.get(
        answers.modelVersionsAnswer,
        `model-versions/search?${query}`,
      );
      versions.push(...page.model_versions);
      token = page.next_page_token;
    } while (token !== undefined && token !== "");
    return versions.sort((a, b) => Number(b.version) - Number(a.version));
  }

  /** Changes a version's description. */
  async updateModelVersion(
    request: { name: string; version: string; description: string },
  ): Promise<void> {
    await this.#api.call(answers.modelVersionAnswer, "model-versions/update", {
      method: "PATCH",
      json: request,
      repeatable: true,
    });
  }

  /** Sets a tag of a version. */
  async setVersionTag(
    request: { name: string; version: string; key: string; value: string },
  ): Promise<void> {
    const path = "model-versions/set-tag";
    await this.#api.post(answers.emptyAnswer, path, request);
  }

  /** Lets an alias name a version. */
  async setAlias(
    request: { name: string; alias: string; version: string },
  ): Promise<void> {
    const path = "registered-models/alias";
    await this.#api.post(answers.emptyAnswer, path, request);
  }

  /** Takes an alias away. */
  async deleteAlias(request: { name: string; alias: string }): Promise<void> {
    await this.#api.call(answers.emptyAnswer, "registered-models/alias", {
      method: "DELETE",
      json: request,
      repeatable: true,
    });
  }

  /** Where a version's files lie. */
  async downloadUri(name: string, version: string): Promise<string> {
    const query = new URLSearchParams({ name, version });
    const { artifact_uri } = await this.#api.get(
      answers.downloadUriAnswer,
      `model-versions/get-download-uri?${query}`,
    );
    return artifact_uri;
  }
}
