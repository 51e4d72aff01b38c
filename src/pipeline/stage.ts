/** A tree of parameters by name, as JSON has it. */
export type ParamTree = Readonly<Record<string, unknown>>;

/** Gives a digest of what lies outside the pipeline: a table, a bucket. */
export type SourceDigest = () => Promise<string>;

/** What a stage is given to work with; all paths may be opened as they are. */
export interface StageContext {
  /** The parameters that the stage declares, and no other. */
  readonly params: ParamTree;
  /** Where an input lies that another stage has made, or a file within it. */
  input(path: string): string;
  /** Where the stage is to write an output; its parent folder is there. */
  output(path: string): string;
  /**
   * A folder for what lets the stage go on where it was: it is found again as it
   * was left where the stage was broken off and begins anew with everything that
   * it depends on as before.
   */
  readonly scratch: string;
  /** Takes a line for people. */
  readonly print: (text: string) => void;
  /** Ends the work when aborted. */
  readonly signal: AbortSignal;
}

/** What a stage tells of its outputs, beside making them. */
export interface StageResult {
  /** Numbers that the lock file keeps and `pipeline diff` compares. */
  readonly metrics?: Readonly<Record<string, number>>;
}

/**
 * A step of a pipeline. All that its outputs depend on is declared: what is not
 * declared may change without the stage's noticing.
 */
export interface PipelineStage {
  /** Letters, digits and underscores. */
  readonly name: string;
  /**
   * The module that does the work, relative to the project. What it imports,
   * types and lazy imports included, is the stage's code.
   */
  readonly code: string;
  /** Dotted names of parameters, or of groups of them: `train`, `evaluate.metric`. */
  readonly params: readonly string[];
  /** Outputs of other stages, or files within them, relative to the pipeline's folder. */
  readonly inputs: readonly string[];
  /**
   * Stages, where the pipeline has them, that come before this one though it
   * reads nothing of theirs: it is not to begin where they fail.
   */
  readonly after?: readonly string[];
  /** What is read from elsewhere, by name: the path of a file or folder, or its digest. */
  readonly sources?: Readonly<Record<string, string | SourceDigest>>;
  /** What else its outputs depend on, by name: the version of a library. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Files or folders that it makes, relative to the pipeline's folder. */
  readonly outputs: readonly string[];
  /**
   * Whether outputs may come from the cache. One that also does something
   * elsewhere is to run instead. @default {true}
   */
  readonly cached?: boolean;
  /**
   * Gives the path of what it is to make elsewhere, where that is not there: it
   * then runs again. It is to be one that is not cached.
   */
  readonly missing?: () => Promise<string | undefined>;
  /** Does the work; it is loaded only when there is some. */
  run(context: StageContext): Promise<StageResult>;
}

/** Stages that work in one folder, on one set of parameters. */
export interface Pipeline {
  /** Where outputs and the lock file lie. */
  readonly folder: string;
  /** The folder with deno.json and all code, a URL with a slash at its end. */
  readonly project: URL;
  /** Parameters that it goes by. */
  readonly params: ParamTree;
  /** In the order of the table. */
  readonly stages: readonly PipelineStage[];
  /** What the outputs of every stage depend on. */
  readonly environment: Readonly<Record<string, string>>;
}
