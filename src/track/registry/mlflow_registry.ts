import { InputError } from "../../errors.ts";
import type { RegisteredVersion } from "../mlflow/answers.ts";
import { RUN_TAG } from "../mlflow/describe_run.ts";
import { MlflowError } from "../mlflow/mlflow_error.ts";
import type { MlflowRest } from "../mlflow/mlflow_rest.ts";
import { openArtifacts } from "../mlflow/open_artifacts.ts";
import type { PushRunOptions } from "../mlflow/push_options.ts";
import { pushRun } from "../mlflow/push_run.ts";
import { RegistryClient } from "../mlflow/registry_client.ts";
import { PAGE_KIND } from "../mlflow/run_url.ts";
import { readSentState } from "../mlflow/send_journal.ts";
import { aliasChange, aliasChangeSchema } from "./alias_change.ts";
import { checkAlias, checkModelName } from "./check_names.ts";
import { modelFiles } from "./model_files.ts";
import type {
  AliasChange,
  ModelRegistry,
  ModelVersion,
  RegisterOptions,
  SetAliasOptions,
} from "./model_registry.ts";
import { newFolder } from "./new_folder.ts";

/** Begins the keys of the tags of a version that tell when an alias was set. */
const HISTORY_TAG = "nextcart.alias.";

/** A registry on an MLflow server, which gets the runs that it has not got. */
export function mlflowRegistry(options: PushRunOptions): ModelRegistry {
  return new MlflowRegistry(options);
}

class MlflowRegistry implements ModelRegistry {
  readonly #options: PushRunOptions;
  readonly #rest: MlflowRest;
  readonly #client: RegistryClient;

  constructor(options: PushRunOptions) {
    this.#options = options;
    this.#rest = options.client.rest;
    this.#client = new RegistryClient(this.#rest);
  }

  async register(
    run: string,
    { name, description = "" }: RegisterOptions,
  ): Promise<ModelVersion> {
    checkModelName(name);
    const { record } = await modelFiles(run);
    const ids = await this.#send(run);
    await this.#open(name);
    const source = `models:/${ids.model}`;
    const known = await this.#client.modelVersions(name);
    const { version } = known.find((it) => it.source === source) ??
      await this.#client.createModelVersion({
        name,
        source,
        model_id: ids.model,
        run_id: ids.run,
        description,
        tags: [{ key: RUN_TAG, value: record.id }],
      });
    return await this.#version(name, Number(version));
  }

  async versions(name: string): Promise<ModelVersion[]> {
    const model = await this.#client.registeredModel(checkModelName(name));
    if (model === undefined) return [];
    const versions = await this.#client.modelVersions(name);
    return versions.map((it) => ({
      ...describe(it),
      aliases: model.aliases.filter(({ version }) => version === it.version)
        .map(({ alias }) => alias).sort(),
      location: `${this.#rest.url}/#/models/${encodeURIComponent(name)}` +
        `/versions/${it.version}${PAGE_KIND}`,
    }));
  }

  async setAlias(
    name: string,
    alias: string,
    version: number,
    options: SetAliasOptions = {},
  ): Promise<void> {
    checkAlias(alias);
    await this.#version(name, version);
    const previous = (await this.byAlias(name, alias))?.version ?? null;
    const atMs = Date.now();
    const change = aliasChange({ alias, version, previous, atMs }, options);
    await this.#client.setVersionTag({
      name,
      version: String(version),
      key: `${HISTORY_TAG}${atMs}.${crypto.randomUUID().slice(0, 4)}`,
      value: JSON.stringify(change),
    });
    await this.#client.setAlias({ name, alias, version: String(version) });
  }

  async history(name: string): Promise<AliasChange[]> {
    checkModelName(name);
    const versions = await this.#client.modelVersions(name);
    return versions.flatMap(({ tags }) => tags)
      .filter(({ key }) => key.startsWith(HISTORY_TAG))
      .map(({ value }) => aliasChangeSchema.parse(JSON.parse(value)))
      .sort((a, b) => b.atMs - a.atMs);
  }

  async deleteAlias(name: string, alias: string): Promise<void> {
    if (await this.byAlias(name, alias) === undefined) return;
    await this.#client.deleteAlias({ name, alias });
  }

  async byAlias(
    name: string,
    alias: string,
  ): Promise<ModelVersion | undefined> {
    const versions = await this.versions(name);
    return versions.find((it) => it.aliases.includes(alias));
  }

  async describe(name: string, version: number, text: string): Promise<void> {
    await this.#version(name, version);
    await this.#client.updateModelVersion({
      name,
      version: String(version),
      description: text,
    });
  }

  async download(name: string, version: number, folder: string): Promise<void> {
    await this.#version(name, version);
    const uri = await this.#client.downloadUri(name, String(version));
    using store = await openArtifacts(uri, this.#rest);
    await newFolder(folder, async (temporary) => {
      const files = await store.list();
      for (const file of files) {
        await store.get(file, `${temporary}/${file.name}`);
      }
    });
  }

  /** Sends a run and tells what the server calls it and its model. */
  async #send(folder: string): Promise<{ run: string; model: string }> {
    const pushed = await pushRun(folder, this.#options);
    const { runId, modelId } = await readSentState(folder);
    if (pushed === "sent" && runId !== undefined && modelId !== undefined) {
      return { run: runId, model: modelId };
    }
    const reason = pushed === "busy"
      ? "is being sent by another process"
      : "was deleted on the server";
    throw new InputError(`${folder} ${reason}`);
  }

  async #open(name: string): Promise<void> {
    if (await this.#client.registeredModel(name) !== undefined) return;
    try {
      await this.#client.createRegisteredModel(name);
    } catch (error) {
      // Another process may have been faster.
      const isThere = error instanceof MlflowError &&
        error.code === "RESOURCE_ALREADY_EXISTS";
      if (!isThere) throw error;
    }
  }

  async #version(name: string, version: number): Promise<ModelVersion> {
    const versions = await this.versions(name);
    const found = versions.find((it) => it.version === version);
    if (found !== undefined) return found;
    throw new InputError(
      `Model ${name} has no version ${version} at ${this.#rest.url}`,
    );
  }
}

function describe(version: RegisteredVersion) {
  const { name, run_id, tags, creation_timestamp, description } = version;
  return {
    name,
    version: Number(version.version),
    run: tags.find(({ key }) => key === RUN_TAG)?.value ?? run_id,
    createdAtMs: creation_timestamp,
    description,
  };
}
