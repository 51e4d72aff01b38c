import assert from "node:assert/strict";
import {
  compilerWheel,
  supportsGpu,
  tensorflowWheels,
  type Wheel,
} from "../../src/setup/wheels.ts";

const LINUX = { os: "linux", arch: "x86_64", gpu: false } as const;
const GPU = { ...LINUX, gpu: true };
const ARM = { ...LINUX, arch: "aarch64" } as const;
const MAC = { os: "darwin", arch: "aarch64", gpu: false } as const;
const WINDOWS = { os: "windows", arch: "x86_64", gpu: true } as const;

function names(wheels: readonly Wheel[] | undefined) {
  return wheels?.map((wheel) => wheel.project);
}

Deno.test("tensorflowWheels() takes the smallest build that serves", () => {
  assert.deepEqual(names(tensorflowWheels(LINUX)), ["tensorflow-cpu"]);
  assert.deepEqual(names(tensorflowWheels(ARM)), ["tensorflow"]);
  assert.deepEqual(names(tensorflowWheels(MAC)), ["tensorflow"]);
  assert.equal(tensorflowWheels(WINDOWS), undefined);
});

Deno.test("tensorflowWheels() adds the and-cuda extra for an NVIDIA GPU", () => {
  assert.deepEqual(names(tensorflowWheels(GPU)), [
    "tensorflow",
    "nvidia-cublas-cu12",
    "nvidia-cuda-cupti-cu12",
    "nvidia-cuda-nvcc-cu12",
    "nvidia-cuda-nvrtc-cu12",
    "nvidia-cuda-runtime-cu12",
    "nvidia-cudnn-cu12",
    "nvidia-cufft-cu12",
    "nvidia-curand-cu12",
    "nvidia-cusolver-cu12",
    "nvidia-cusparse-cu12",
    "nvidia-nccl-cu12",
    "nvidia-nvjitlink-cu12",
  ]);
});

Deno.test("supportsGpu() is true on x86-64 Linux alone", () => {
  assert.deepEqual(
    [LINUX, GPU, { ...ARM, gpu: true }, WINDOWS].map(supportsGpu),
    [false, true, false, false],
  );
});

Deno.test("Every wheel is pinned, and no two are the same file", () => {
  const wheels = [LINUX, GPU, ARM, MAC].flatMap((it) => [
    ...tensorflowWheels(it)!,
    ...[compilerWheel(it) ?? []].flat(),
  ]);
  for (const wheel of wheels) assert.match(wheel.sha256, /^[0-9a-f]{64}$/);
  const files = new Set(wheels.map((it) => `${it.project} ${it.platform}`));
  assert.equal(new Set(wheels.map((it) => it.sha256)).size, files.size);
});

Deno.test("Wheel.members matches libraries and headers that are needed", () => {
  const [tensorflow, cublas] = tensorflowWheels(GPU)!;
  const paths = [
    "tensorflow/libtensorflow_cc.so.2",
    "tensorflow/libtensorflow_framework.so.2",
    "tensorflow/libtensorflow_cc.2.dylib",
    "tensorflow/include/tensorflow/c/c_api.h",
    "tensorflow/include/xla/tsl/c/tsl_status.h",
    "tensorflow/include/Eigen/Core",
    "tensorflow/python/_pywrap_tensorflow_common.so",
    "nvidia/cublas/lib/libcublas.so.12",
    "nvidia/cublas/include/cublas.h",
    "nvidia/cudnn/lib/libcudnn.so.9",
  ];
  const matched = (wheel: Wheel) =>
    paths.filter((path) => path.match(`^(?:${wheel.members})`));
  assert.deepEqual(matched(tensorflow!), paths.slice(0, 5));
  assert.deepEqual(matched(cublas!), ["nvidia/cublas/lib/libcublas.so.12"]);
});

Deno.test("compilerWheel() has one for Linux", () => {
  assert.equal(compilerWheel(LINUX)?.platform, "manylinux_2_12_x86_64");
  assert.equal(compilerWheel(ARM)?.platform, "manylinux2014_aarch64");
  assert.equal(compilerWheel(MAC), undefined);
});
