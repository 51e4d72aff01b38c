import assert from "node:assert/strict";
import { Job as KubernetesJob } from "kubernetes-models/batch/v1";
import { jobManifest } from "../../../src/launch/kubernetes/job_manifest.ts";

const JOB = {
  id: "nextcart-t3-e9-a0",
  command: ["deno", "task", "tune"],
  env: { NO_COLOR: "1" },
  cpus: 2,
};
const IMAGE = { image: "registry.example/nextcart:1" };
const VOLUME = { claim: "shop", path: "/shared" };

Deno.test("jobManifest() holds to Kubernetes' schema of a Job", () => {
  const manifests = [
    jobManifest(JOB, IMAGE),
    jobManifest({ ...JOB, gpus: 1 }, { ...IMAGE, volume: VOLUME }),
  ];
  for (const manifest of manifests) {
    new KubernetesJob(manifest as unknown as KubernetesJob).validate();
  }
  // The schema would notice.
  const broken = structuredClone(manifests[0]!) as unknown as {
    spec: { template: { spec: { containers: { name?: string }[] } } };
  };
  delete broken.spec.template.spec.containers[0]!.name;
  assert.throws(
    () => new KubernetesJob(broken as unknown as KubernetesJob).validate(),
    /name/,
  );
});

Deno.test("jobManifest() asks for cores, GPUs and the volume, and tries once", () => {
  const { spec } = jobManifest(
    { ...JOB, gpus: 1 },
    { ...IMAGE, volume: VOLUME },
  );
  const { containers, volumes, restartPolicy } = spec.template.spec;
  assert.deepEqual(containers[0]!.resources, {
    requests: { cpu: "2" },
    limits: { "nvidia.com/gpu": "1" },
  });
  assert.deepEqual(containers[0]!.volumeMounts, [
    { name: "shared", mountPath: "/shared" },
  ]);
  assert.equal(volumes![0]!.persistentVolumeClaim.claimName, "shop");
  assert.deepEqual([spec.backoffLimit, restartPolicy], [0, "Never"]);
});
