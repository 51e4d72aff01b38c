import { z } from "zod";
import { InputError } from "../../errors.ts";
import { cannotWrite, writeWhole } from "../../write_whole.ts";
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

const INDEX_FILE = "registry.json";

const indexSchema = z.strictObject({
  formatVersion: z.literal(1),
  /** The first is version 1. */
  versions: z.array(z.strictObject({
    run: z.string(),
    createdAtMs: z.number(),
    description: z.string(),
  })),
  /** Versions by alias. */
  aliases: z.record(z.string(), z.int().min(1)),
  /** Settings of aliases, the oldest first. */
  history: z.array(aliasChangeSchema).default([]),
});

type Index = z.infer<typeof indexSchema>;

/** Options of {@link localRegistry}. */
export interface LocalRegistryOptions {
  /** Tells the time, in ms since the epoch. @default {Date.now} */
  readonly now?: () => number;
}

/**
 * A registry in a folder, for instance `models`:
 *
 *     models/shop/registry.json   versions and aliases
 *     models/shop/1/              the files of version 1
 */
export function localRegistry(
  folder: string,
  { now = Date.now }: LocalRegistryOptions = {},
): ModelRegistry {
  return new LocalRegistry(folder, now);
}

class LocalRegistry implements ModelRegistry {
  readonly #folder: string;
  readonly #now: () => number;

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  async register(
    run: string,
    { name, description = "" }: RegisterOptions,
  ): Promise<ModelVersion> {
    const { record, files } = await modelFiles(run);
    const version = await this.#change(name, async (index, place) => {
      const known = index.versions.findIndex((it) => it.run === record.id);
      if (known >= 0) return known + 1;
      const version = index.versions.length + 1;
      // What a killed process left of it was never registered.
      await Deno.remove(`${place}/${version}`, { recursive: true })
        .catch(() => {});
      await newFolder(`${place}/${version}`, async (temporary) => {
        for (const { name, path } of files) {
          await Deno.copyFile(path, `${temporary}/${name}`);
        }
      });
      const createdAtMs = this.#now();
      index.versions.push({ run: record.id, createdAtMs, description });
      return version;
    });
    return await this.#version(name, version);
  }

  async versions(name: string): Promise<ModelVersion[]> {
    const place = this.#place(name);
    const { versions, aliases } = await readIndex(place);
    return versions.map((it, at) => ({
      name,
      version: at + 1,
      ...it,
      aliases: Object.keys(aliases)
        .filter((alias) => aliases[alias] === at + 1).sort(),
      location: `${place}/${at + 1}`,
    })).reverse();
  }

  async setAlias(
    name: string,
    alias: string,
    version: number,
    options: SetAliasOptions = {},
  ): Promise<void> {
    checkAlias(alias);
    await this.#version(name, version);
    await this.#change(name, (index) => {
      const previous = index.aliases[alias] ?? null;
      const atMs = this.#now();
      index.history.push(
        aliasChange({ alias, version, previous, atMs }, options),
      );
      index.aliases[alias] = version;
    });
  }

  async history(name: string): Promise<AliasChange[]> {
    return (await readIndex(this.#place(name))).history.reverse();
  }

  async deleteAlias(name: string, alias: string): Promise<void> {
    if (await this.byAlias(name, alias) === undefined) return;
    await this.#change(name, (index) => {
      delete index.aliases[alias];
    });
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
    await this.#change(name, (index) => {
      index.versions[version - 1]!.description = text;
    });
  }

  async download(name: string, version: number, folder: string): Promise<void> {
    const { location } = await this.#version(name, version);
    await newFolder(folder, async (temporary) => {
      for await (const { name } of Deno.readDir(location)) {
        await Deno.copyFile(`${location}/${name}`, `${temporary}/${name}`);
      }
    });
  }

  #place(name: string): string {
    return `${this.#folder}/${checkModelName(name)}`;
  }

  async #version(name: string, version: number): Promise<ModelVersion> {
    const versions = await this.versions(name);
    const found = versions.find((it) => it.version === version);
    if (found !== undefined) return found;
    throw new InputError(
      `Model ${name} has no version ${version} in ${this.#folder}`,
    );
  }

  /** Changes what is registered under a name, one process at a time. */
  async #change<T>(
    name: string,
    change: (index: Index, place: string) => T | Promise<T>,
  ): Promise<T> {
    const place = this.#place(name);
    const path = `${place}/${INDEX_FILE}`;
    try {
      await Deno.mkdir(place, { recursive: true });
      using lock = await Deno.open(`${place}/.lock`, {
        create: true,
        write: true,
      });
      await lock.lock(true);
      const index = await readIndex(place);
      const result = await change(index, place);
      await writeWhole(path, `${JSON.stringify(index, null, 2)}\n`);
      return result;
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }
}

async function readIndex(place: string): Promise<Index> {
  const path = `${place}/${INDEX_FILE}`;
  try {
    return indexSchema.parse(JSON.parse(await Deno.readTextFile(path)));
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) {
      return { formatVersion: 1, versions: [], aliases: {}, history: [] };
    }
    throw new InputError(`${path} cannot be read as a registry`, { cause });
  }
}
