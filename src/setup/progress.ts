/** How far a step of setup has come. */
export interface SetupProgress {
  /** What is going on: `Downloading tensorflow-cpu 2.21.0 (274 MB)`. */
  readonly label: string;
  /** Bytes so far, and in all, where they can be told. */
  readonly done?: number;
  /** How much there is of it. */
  readonly total?: number;
}

/** Takes what setup tells of its progress. */
export type OnProgress = (progress: SetupProgress) => void;
