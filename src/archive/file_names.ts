/** What says what an archive holds; its place is TorchServe's. */
export const MANIFEST_FILE = "MAR-INF/MANIFEST.json";
/** The trained model, as training keeps it. */
export const WEIGHTS_FILE = "weights.safetensors";
/** The scoring network; its weights lie in {@link WEIGHTS_FILE}. */
export const GRAPH_FILE = "graph.onnx";
/** Vocabularies and scalers. */
export const FEATURES_FILE = "features.json";
/** What is known of the items, where anything is. */
export const ITEMS_FILE = "items.json";
/** All parameters of the run. */
export const PARAMS_FILE = "params.json";
/** Metrics of the model and the baselines, with slices. */
export const METRICS_FILE = "metrics.json";
/** What the network takes and gives, with an example of a request. */
export const SIGNATURE_FILE = "signature.json";
/** The model card, for people. */
export const CARD_FILE = "README.md";
