import { z } from "zod";
import { appendWhole } from "../append_whole.ts";
import { cannotWrite } from "../../write_whole.ts";

/** The file of a run that remembers what an MLflow server has got of it. */
export const JOURNAL_FILE = "mlflow.jsonl";

const entrySchema = z.object({
  /** The server's address. Another one begins anew. */
  server: z.string(),
  experimentId: z.string(),
  runId: z.string(),
  /** Of the run. */
  artifactUri: z.string(),
  /** Whether parameters, tags and datasets are there. */
  described: z.boolean(),
  /** Lines of metrics.jsonl that are there. */
  lines: z.number(),
  /** By name, the mark of each artifact that is there: see `LocalArtifact`. */
  artifacts: z.record(z.string(), z.string()),
  modelId: z.string(),
  /** Of the model. */
  modelUri: z.string(),
  /** Whether the model is whole and the run names it. */
  modelReady: z.boolean(),
  /** Status and time of the end that the server knows: `finished 1795478522914`. */
  ended: z.string(),
  /** Whether it was deleted there: then nothing is sent any more. */
  deleted: z.boolean(),
}).partial();

/** What a server has got; what is absent it has not got. */
export type SentState = z.infer<typeof entrySchema>;

/**
 * What an MLflow server has got of a run, a line for each thing that it
 * answered for. Appended to and locked like metrics.jsonl: a process that is
 * killed leaves at most half a line, and two do not send the same run at once.
 */
export class SendJournal {
  readonly #path: string;
  readonly #file: Deno.FsFile;
  #state: SentState;

  private constructor(path: string, file: Deno.FsFile, state: SentState) {
    this.#path = path;
    this.#file = file;
    this.#state = state;
  }

  /**
   * Opens the journal of a run's folder for one server.
   *
   * @returns Undefined where another process is sending the run.
   */
  static async open(
    folder: string,
    server: string,
  ): Promise<SendJournal | undefined> {
    const path = `${folder}/${JOURNAL_FILE}`;
    let file: Deno.FsFile;
    try {
      file = await Deno.open(path, { read: true, append: true, create: true });
    } catch (error) {
      throw cannotWrite(path, error);
    }
    if (!await file.tryLock(true)) {
      file.close();
      return undefined;
    }
    const text = await Deno.readTextFile(path);
    const whole = text.lastIndexOf("\n") + 1;
    if (whole < text.length) {
      await file.truncate(
        new TextEncoder().encode(text.slice(0, whole)).length,
      );
    }
    const state = readState(text);
    const journal = new SendJournal(path, file, state);
    if (state.server !== server) await journal.write({ server });
    return journal;
  }

  /** What the server has got. */
  get state(): SentState {
    return this.#state;
  }

  /** Remembers for good that the server has got more. */
  async write(entry: SentState): Promise<void> {
    const path = this.#path;
    const text = `${JSON.stringify(entry)}\n`;
    await appendWhole(this.#file, { path, text });
    try {
      await this.#file.syncData();
    } catch (error) {
      throw cannotWrite(path, error);
    }
    this.#state = merge(this.#state, entry);
  }

  /** Frees what it holds. */
  [Symbol.dispose](): void {
    this.#file.close();
  }
}

/** What a run's journal says, without opening it for writing. */
export async function readSentState(folder: string): Promise<SentState> {
  try {
    return readState(await Deno.readTextFile(`${folder}/${JOURNAL_FILE}`));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}

/** A line that cannot be read is as good as none: what it told is sent again. */
function readState(text: string): SentState {
  let state: SentState = {};
  for (const line of text.split("\n").slice(0, -1)) {
    try {
      state = merge(state, entrySchema.parse(JSON.parse(line)));
    } catch {
      continue;
    }
  }
  return state;
}

function merge(state: SentState, entry: SentState): SentState {
  if (entry.server !== undefined) return entry;
  const artifacts = { ...state.artifacts, ...entry.artifacts };
  return { ...state, ...entry, artifacts };
}
