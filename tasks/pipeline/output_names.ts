/** What is wrong with the log that the dataset is made of: a page. */
export const CHECK = "check.html";
/** The prepared dataset: a folder. */
export const DATASET = "dataset";
/** The training run: a folder in the form of those in runs/. */
export const RUN = "run";
/** The run's model. */
export const MODEL = `${RUN}/artifacts/model.safetensors`;
/** The model and its baselines on the test split. */
export const METRICS = "metrics.json";
/** The model as one file that can be served. */
export const ARCHIVE = "model.mar";
/** One page about the run. */
export const REPORT = "report.html";
/** Where the run is kept among the others. */
export const TRACKED = "tracked.json";
