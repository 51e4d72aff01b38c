/** A part of src/: a folder, or a file that stands for itself. */
export interface Room {
  /** Folder, or file, below src/. */
  readonly path: string;
  /** The only rooms it may import from. @default {all rooms above it} */
  readonly mayImport?: readonly string[];
}

/** The rooms of the house, in the order in which data flows through them. */
export const ROOMS: readonly Room[] = [
  { path: "errors.ts" },
  { path: "random.ts" },
  { path: "write_whole.ts" },
  { path: "protobuf_writer.ts", mayImport: [] },
  { path: "safetensors.ts", mayImport: ["errors.ts"] },
  { path: "environment.ts", mayImport: ["errors.ts"] },
  // The event schema names columns that parameters may not use.
  { path: "events/event.ts" },
  { path: "params", mayImport: ["events/event.ts"] },
  { path: "config.ts" },
  { path: "terminal", mayImport: [] },
  {
    path: "objects",
    mayImport: ["errors.ts", "write_whole.ts", "environment.ts"],
  },
  // Mechanism alone: it knows nothing of recommending.
  { path: "pipeline", mayImport: ["errors.ts", "write_whole.ts", "objects"] },
  {
    path: "setup",
    mayImport: ["errors.ts", "environment.ts", "config.ts", "terminal"],
  },
  { path: "mysql", mayImport: ["errors.ts", "environment.ts"] },
  { path: "tensor" },
  { path: "events" },
  { path: "features" },
  { path: "prepare" },
  { path: "sql" },
  { path: "versions" },
  { path: "store" },
  { path: "model" },
  { path: "recommend" },
  { path: "train" },
  { path: "evaluate" },
  { path: "track" },
  {
    path: "archive",
    mayImport: [
      "errors.ts",
      "protobuf_writer.ts",
      "safetensors.ts",
      "params",
      "config.ts",
      "features",
    ],
  },
  { path: "tune", mayImport: ["errors.ts", "random.ts"] },
  { path: "launch", mayImport: ["errors.ts"] },
  { path: "plots", mayImport: [] },
  { path: "report", mayImport: ["errors.ts", "track", "plots"] },
  { path: "checks" },
  { path: "drift" },
  // Its image holds neither TensorFlow nor Polars, nor what needs them.
  {
    path: "serve",
    mayImport: [
      "errors.ts",
      "write_whole.ts",
      "events/event.ts",
      "params",
      "config.ts",
      "features",
      "archive",
    ],
  },
  { path: "promote" },
];

/** Which parts of the project may import npm packages that others may not. */
export const PACKAGE_HOMES: readonly PackageHome[] = [
  {
    package: /^@tensorflow\//,
    homes: ["src/tensor/", "src/setup/"],
    reason: "TensorFlow has its home in src/tensor",
  },
  {
    package: /^nodejs-polars$/,
    homes: [
      "src/events/",
      "src/prepare/",
      "src/sql/",
      "src/store/",
      "src/checks/",
      "src/drift/",
      "tasks/",
      "notebooks/",
    ],
    reason: "what serves must run without Polars",
  },
];

export interface PackageHome {
  /** Matches the package's name. */
  readonly package: RegExp;
  /** Starts of the paths that may import it. */
  readonly homes: readonly string[];
  readonly reason: string;
}

/** Clients that are loaded only where they are used, by `await import(…)`. */
export const LAZY_PACKAGES = /^(mysql2|@aws-sdk\/.*|@duckdb\/.*)$/;
