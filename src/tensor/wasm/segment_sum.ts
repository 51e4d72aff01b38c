import * as tf from "@tensorflow/tfjs-core";

/** Registers UnsortedSegmentSum: the package's ScatterNd adds up repeats too. */
export function registerSegmentSum(): void {
  const scatter = tf.getKernel("ScatterNd", "wasm").kernelFunc;
  tf.registerKernel({
    kernelName: "UnsortedSegmentSum",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x, segmentIds } = inputs as tf.UnsortedSegmentSumInputs;
      const { numSegments } = attrs as unknown as tf.UnsortedSegmentSumAttrs;
      const [count, ...rowShape] = x!.shape;
      return scatter({
        inputs: {
          indices: { ...segmentIds!, shape: [count!, 1] },
          updates: x!,
        },
        attrs: { shape: [numSegments, ...rowShape] },
        backend,
      });
    },
  });
}
