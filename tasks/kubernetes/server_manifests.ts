export interface ServerOptions {
  /** Name of everything that is made. */
  readonly name: string;
  /** An image of serve.Dockerfile. */
  readonly image: string;
  /** What it serves: `s3://…`, `models:/…@…`, a folder of the image. @default {what it follows, or `/models`} */
  readonly models?: string | undefined;
  /** Follows an alias of a registry, and swaps by itself. */
  readonly follow?: string | undefined;
  /** A Secret whose entries become the environment: keys of S3, of MLflow. */
  readonly secret?: string | undefined;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Mean wait for the network above which servers are added, in ms. */
  readonly queueMs: number;
}

const PORTS = { inference: 8080, management: 8081, metrics: 8082 };
/** A server runs on one core; what one core serves stands in the README. */
const RESOURCES = {
  requests: { cpu: "1", memory: "512Mi" },
  limits: { memory: "1Gi" },
};

/**
 * The Kubernetes objects that serve models: a Deployment with probes, a Service
 * of its inference port, an autoscaler that goes by the wait for the network, a
 * budget for evictions, and a policy that lets others reach no more than they
 * need. The server keeps no state, so any number of it may run.
 */
export function serverManifests(options: ServerOptions) {
  return [
    deployment(options),
    service(options),
    autoscaler(options),
    disruptionBudget(options),
    networkPolicy(options),
  ];
}

function labelsOf({ name }: ServerOptions) {
  return {
    "app.kubernetes.io/name": "nextcart",
    "app.kubernetes.io/instance": name,
  };
}

function metadataOf(options: ServerOptions) {
  return { name: options.name, labels: labelsOf(options) };
}

function deployment(options: ServerOptions) {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadataOf(options),
    spec: {
      // How many there are is the autoscaler's.
      selector: { matchLabels: labelsOf(options) },
      strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        metadata: {
          labels: labelsOf(options),
          annotations: {
            "prometheus.io/scrape": "true",
            "prometheus.io/port": String(PORTS.metrics),
          },
        },
        spec: {
          automountServiceAccountToken: false,
          terminationGracePeriodSeconds: 30,
          securityContext: { runAsNonRoot: true },
          containers: [container(options)],
          volumes: [{ name: "tmp", emptyDir: {} }],
        },
      },
    },
  };
}

function container({ image, follow, secret, ...options }: ServerOptions) {
  const models = options.models ??
    (follow === undefined ? "/models" : undefined);
  return {
    name: "server",
    image,
    args: [
      ...(models === undefined ? [] : ["--models", models]),
      ...(follow === undefined ? [] : ["--follow", follow]),
      // The network policy says who may ask.
      "--disable-token-auth",
    ],
    ...(secret !== undefined && { envFrom: [{ secretRef: { name: secret } }] }),
    ports: Object.entries(PORTS).map(([name, containerPort]) => ({
      name,
      containerPort,
    })),
    startupProbe: probe("/v2/health/ready", {
      periodSeconds: 1,
      failureThreshold: 120,
    }),
    readinessProbe: probe("/v2/health/ready", { periodSeconds: 2 }),
    livenessProbe: probe("/v2/health/live", { periodSeconds: 10 }),
    resources: RESOURCES,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
  };
}

function probe(
  path: string,
  rest: { periodSeconds: number; failureThreshold?: number },
) {
  return { httpGet: { path, port: "inference" }, ...rest };
}

function service(options: ServerOptions) {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadataOf(options),
    spec: {
      selector: labelsOf(options),
      ports: [{ name: "inference", port: 80, targetPort: "inference" }],
    },
  };
}

function autoscaler(options: ServerOptions) {
  const { name, minReplicas, maxReplicas, queueMs } = options;
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: metadataOf(options),
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
      minReplicas,
      maxReplicas,
      metrics: [{
        type: "Pods",
        pods: {
          metric: { name: "nextcart_queue_seconds" },
          target: { type: "AverageValue", averageValue: `${queueMs}m` },
        },
      }],
      // Load comes in waves: up at once, down after a while.
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
    },
  };
}

function disruptionBudget(options: ServerOptions) {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadataOf(options),
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: labelsOf(options) },
    },
  };
}

/** Inference for this namespace, metrics for all; management for nobody. */
function networkPolicy(options: ServerOptions) {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadataOf(options),
    spec: {
      podSelector: { matchLabels: labelsOf(options) },
      policyTypes: ["Ingress"],
      ingress: [
        { from: [{ podSelector: {} }], ports: [{ port: "inference" }] },
        { from: [{ namespaceSelector: {} }], ports: [{ port: "metrics" }] },
      ],
    },
  };
}
