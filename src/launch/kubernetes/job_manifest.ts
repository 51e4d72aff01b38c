import type { Job } from "../launcher.ts";

/** Options of {@link jobManifest}. */
export interface JobManifestOptions {
  /** An image that holds Node, and the project as its working folder. */
  readonly image: string;
  /**
   * Claim of a volume that all nodes can write to: it holds data and runs, and
   * is mounted where the path says.
   */
  readonly volume?: { readonly claim: string; readonly path: string };
}

/** Seconds that an ended job can still be looked at. */
const KEPT_SECONDS = 24 * 60 * 60;

/** What is set of a Job; see Kubernetes' API reference, batch/v1. */
export type JobManifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly backoffLimit: number;
    readonly ttlSecondsAfterFinished: number;
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly restartPolicy: string;
        readonly automountServiceAccountToken: boolean;
        readonly containers: readonly {
          readonly name: string;
          readonly image: string;
          readonly command: readonly string[];
          readonly env: readonly {
            readonly name: string;
            readonly value: string;
          }[];
          readonly resources: {
            readonly requests: Readonly<Record<string, string>>;
            readonly limits?: Readonly<Record<string, string>>;
          };
          readonly volumeMounts?: readonly {
            readonly name: string;
            readonly mountPath: string;
          }[];
        }[];
        readonly volumes?: readonly {
          readonly name: string;
          readonly persistentVolumeClaim: { readonly claimName: string };
        }[];
      };
    };
  };
};

/**
 * A Kubernetes Job (batch/v1) that runs a job once: whoever submitted it says
 * whether it is tried again.
 */
export function jobManifest(
  { id, command, env = {}, cpus, gpus = 0 }: Job,
  { image, volume }: JobManifestOptions,
): JobManifest {
  const resources = {
    requests: { cpu: String(cpus) },
    ...(gpus > 0 && { limits: { "nvidia.com/gpu": String(gpus) } }),
  };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: id, labels: { "app.kubernetes.io/name": "nextcart" } },
    spec: {
      backoffLimit: 0,
      ttlSecondsAfterFinished: KEPT_SECONDS,
      template: {
        metadata: { labels: { "app.kubernetes.io/name": "nextcart" } },
        spec: {
          restartPolicy: "Never",
          automountServiceAccountToken: false,
          containers: [{
            name: "job",
            image,
            command: [...command],
            env: Object.entries(env).map(([name, value]) => ({ name, value })),
            resources,
            ...(volume && {
              volumeMounts: [{ name: "shared", mountPath: volume.path }],
            }),
          }],
          ...(volume && {
            volumes: [{
              name: "shared",
              persistentVolumeClaim: { claimName: volume.claim },
            }],
          }),
        },
      },
    },
  };
}
