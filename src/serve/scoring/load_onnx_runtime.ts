/** The library that computes ONNX graphs. */
export type OnnxRuntime = typeof import("onnxruntime-node");

/**
 * Loads ONNX Runtime, and keeps it from telling its makers of the models that
 * it is given: as built for npm it does, unless this says otherwise beforehand
 * (https://github.com/microsoft/onnxruntime/pull/27379).
 */
export async function loadOnnxRuntime(): Promise<OnnxRuntime> {
  Deno.env.set("ORT_DISABLE_TELEMETRY", "1");
  return await import("onnxruntime-node");
}
