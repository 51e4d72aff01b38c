import { checkKey } from "../../objects/check_key.ts";
import type { ArtifactFile, ArtifactStore } from "./artifact_store.ts";
import { artifactsAnswer } from "./answers.ts";
import { MlflowError } from "./mlflow_error.ts";
import type { MlflowRest } from "./mlflow_rest.ts";

const API = "/api/2.0/mlflow-artifacts/artifacts";

/** Artifacts that the MLflow server itself fetches and keeps. */
export class ProxiedArtifacts implements ArtifactStore {
  readonly #folder: string;
  readonly #rest: MlflowRest;

  /**
   * Keeps artifacts below a folder of the server.
   *
   * @param folder The artifact URI without `mlflow-artifacts:/`.
   */
  constructor(folder: string, rest: MlflowRest) {
    this.#folder = folder;
    this.#rest = rest;
  }

  async put(name: string, path: string): Promise<void> {
    const { size } = await Deno.stat(path);
    await this.#rest.send({
      method: "PUT",
      path: `${API}/${encode(`${this.#folder}/${name}`)}`,
      body: async () => (await Deno.open(path)).readable,
      bytes: size,
      repeatable: true,
    }, (response) => response.text());
  }

  async list(): Promise<ArtifactFile[]> {
    return await this.#listBelow("");
  }

  async get({ name, size }: ArtifactFile, path: string): Promise<void> {
    await this.#rest.send({
      method: "GET",
      path: `${API}/${encode(`${this.#folder}/${name}`)}`,
      bytes: size,
      repeatable: true,
    }, async (response) => {
      await Deno.writeFile(path, response.body ?? new Uint8Array());
      await requireSize(path, { name, size });
    });
  }

  /** Holds nothing. */
  [Symbol.dispose](): void {}

  async #listBelow(folder: string): Promise<ArtifactFile[]> {
    const path = [this.#folder, folder].filter((it) => it !== "").join("/");
    const { files } = await this.#rest.json(artifactsAnswer, {
      method: "GET",
      path: `${API}?${new URLSearchParams({ path })}`,
      repeatable: true,
    });
    const lists = await Promise.all(files.map(async (file) => {
      // The server names files relative to the folder that was asked for.
      const name = folder === "" ? file.path : `${folder}/${file.path}`;
      if (file.is_dir) return await this.#listBelow(name);
      return [{ name: checkKey(name), size: file.file_size ?? 0 }];
    }));
    return lists.flat();
  }
}

/** A connection that breaks off can look like the end of a file. */
async function requireSize(path: string, file: ArtifactFile): Promise<void> {
  const { size } = await Deno.stat(path);
  if (size === file.size) return;
  throw new MlflowError(
    `${file.name}: ${size} bytes came, ${file.size} are wanted`,
    { status: 0 },
  );
}

function encode(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
