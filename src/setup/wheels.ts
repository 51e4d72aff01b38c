import type { Machine } from "./machine.ts";

/** Version of TensorFlow that the add-on is compiled against. */
export const TENSORFLOW_VERSION = "2.21.0";

/** A pinned file of PyPI, and what is needed of it. */
export interface Wheel {
  /** Name of the project on PyPI. */
  readonly project: string;
  /** Version of the package. */
  readonly version: string;
  /** Platform tag by which pip finds the file. */
  readonly platform: string;
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly sha256: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** The folder in it that is needed. */
  readonly folder: string;
  /** Regular expression that the paths of the needed files match. */
  readonly members: string;
}

/**
 * The wheels that TensorFlow needs here, or undefined where PyPI has none: its
 * own, and with an NVIDIA GPU on x86-64 Linux those of its `and-cuda` extra.
 */
export function tensorflowWheels(
  machine: Pick<Machine, "os" | "arch" | "gpu">,
): Wheel[] | undefined {
  const wheel = TENSORFLOW[platformKey(machine)];
  if (wheel === undefined) return undefined;
  return supportsGpu(machine) ? [TENSORFLOW_GPU, ...CUDA] : [wheel];
}

/** Whether there is a TensorFlow for the machine's GPU. */
export function supportsGpu(
  machine: Pick<Machine, "os" | "arch" | "gpu">,
): boolean {
  return machine.gpu && platformKey(machine) === "linux x86_64";
}

/** A C++ compiler for a machine without one, or undefined where there is none. */
export function compilerWheel(
  machine: Pick<Machine, "os" | "arch">,
): Wheel | undefined {
  return ZIG[platformKey(machine)];
}

function platformKey({ os, arch }: Pick<Machine, "os" | "arch">): string {
  return `${os} ${arch}`;
}

/** The libraries, and the headers that the add-on includes. */
const TENSORFLOW_MEMBERS = String
  .raw`tensorflow/(libtensorflow_(cc|framework)\.|include/(tensorflow/(c|core/platform)|tsl/platform|xla/tsl/c)/)`;

const TENSORFLOW: Readonly<Record<string, Wheel>> = {
  "linux x86_64": {
    project: "tensorflow-cpu",
    version: TENSORFLOW_VERSION,
    platform: "manylinux_2_27_x86_64",
    sha256: "dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb",
    bytes: 274_000_871,
    folder: "tensorflow",
    members: TENSORFLOW_MEMBERS,
  },
  "linux aarch64": {
    project: "tensorflow",
    version: TENSORFLOW_VERSION,
    platform: "manylinux_2_27_aarch64",
    sha256: "b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552",
    bytes: 281_946_471,
    folder: "tensorflow",
    members: TENSORFLOW_MEMBERS,
  },
  "darwin aarch64": {
    project: "tensorflow",
    version: TENSORFLOW_VERSION,
    platform: "macosx_12_0_arm64",
    sha256: "56ecd7d47429acbe1df2694d50b75bf9fc3995ac92cb367cd9af6c4780ead712",
    bytes: 223_488_205,
    folder: "tensorflow",
    members: TENSORFLOW_MEMBERS,
  },
};

const TENSORFLOW_GPU: Wheel = {
  project: "tensorflow",
  version: TENSORFLOW_VERSION,
  platform: "manylinux_2_27_x86_64",
  sha256: "b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0",
  bytes: 572_611_111,
  folder: "tensorflow",
  members: TENSORFLOW_MEMBERS,
};

const ZIG: Readonly<Record<string, Wheel>> = {
  "linux x86_64": {
    project: "ziglang",
    version: "0.17.1",
    platform: "manylinux_2_12_x86_64",
    sha256: "ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54",
    bytes: 101_083_562,
    folder: "ziglang",
    members: "ziglang/",
  },
  "linux aarch64": {
    project: "ziglang",
    version: "0.17.1",
    platform: "manylinux2014_aarch64",
    sha256: "b7c5f02fccd40f89b999ee16a1f5ddced56e6182370f8affe494bcf8a28cf07e",
    bytes: 98_063_064,
    folder: "ziglang",
    members: "ziglang/",
  },
};

/** What TensorFlow's `and-cuda` extra names, in the newest versions it allows. */
const CUDA: readonly Wheel[] = [
  cuda("cublas", {
    version: "12.9.3.13",
    platform: "manylinux_2_27_x86_64",
    sha256: "d7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72",
    bytes: 581_217_458,
  }),
  cuda("cuda-cupti", {
    version: "12.8.90",
    platform: "manylinux2014_x86_64",
    sha256: "ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182",
    bytes: 10_248_621,
  }),
  cuda("cuda-nvcc", {
    version: "12.9.86",
    platform: "manylinux2010_x86_64",
    sha256: "5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0",
    bytes: 40_546_229,
  }),
  cuda("cuda-nvrtc", {
    version: "12.9.86",
    platform: "manylinux2010_x86_64",
    sha256: "210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4",
    bytes: 89_568_129,
  }),
  cuda("cuda-runtime", {
    version: "12.9.79",
    platform: "manylinux2014_x86_64",
    sha256: "25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3",
    bytes: 3_493_179,
  }),
  cuda("cudnn", {
    version: "9.28.0.42",
    platform: "manylinux_2_27_x86_64",
    sha256: "9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375",
    bytes: 716_538_495,
  }),
  cuda("cufft", {
    version: "11.4.1.4",
    platform: "manylinux2014_x86_64",
    sha256: "c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28",
    bytes: 200_877_592,
  }),
  cuda("curand", {
    version: "10.3.10.19",
    platform: "manylinux_2_27_x86_64",
    sha256: "49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e",
    bytes: 68_295_626,
  }),
  cuda("cusolver", {
    version: "11.7.5.82",
    platform: "manylinux_2_27_x86_64",
    sha256: "15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88",
    bytes: 338_117_415,
  }),
  cuda("cusparse", {
    version: "12.5.10.65",
    platform: "manylinux2014_x86_64",
    sha256: "73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78",
    bytes: 366_465_088,
  }),
  cuda("nccl", {
    version: "2.32.3",
    platform: "manylinux_2_27_x86_64",
    sha256: "bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c",
    bytes: 351_526_311,
  }),
  cuda("nvjitlink", {
    version: "12.9.86",
    platform: "manylinux2010_x86_64",
    sha256: "e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9",
    bytes: 39_748_338,
  }),
];

function cuda(
  name: string,
  file: Pick<Wheel, "version" | "platform" | "sha256" | "bytes">,
): Wheel {
  const folder = `nvidia/${name.replace("-", "_")}`;
  return {
    project: `nvidia-${name}-cu12`,
    ...file,
    folder,
    // Libraries, and of the compiler its programs and bit code; no headers.
    members: `${folder}/(lib|bin|nvvm)/`,
  };
}
