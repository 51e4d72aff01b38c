import assert from "node:assert/strict";
import { Deployment } from "kubernetes-models/apps/v1";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1";
import { Service } from "kubernetes-models/v1";
import { parseAllDocuments } from "yaml";
import { serverManifests } from "../../../tasks/kubernetes/server_manifests.ts";
import { finish, startProgram } from "../../e2e/cli.ts";

/** Checks by the API's own schema, by kind. */
const KINDS = {
  Deployment,
  Service,
  HorizontalPodAutoscaler,
  PodDisruptionBudget,
  NetworkPolicy,
};

function validate(manifest: { kind: string }): void {
  const Kind = KINDS[manifest.kind as keyof typeof KINDS];
  new Kind(manifest as never).validate();
}

const OPTIONS = {
  name: "shop",
  image: "registry.example/nextcart:1",
  models: "s3://models/shop",
  follow: "models:/shop@champion",
  secret: "shop-keys",
  minReplicas: 2,
  maxReplicas: 8,
  queueMs: 5,
};

Deno.test("serverManifests() hold to Kubernetes' schemas", () => {
  const manifests = serverManifests(OPTIONS);
  assert.deepEqual(manifests.map(({ kind }) => kind), Object.keys(KINDS));
  manifests.forEach(validate);
  // The schemas would notice.
  const broken = { ...manifests[2]!, spec: { maxReplicas: "8" } };
  assert.throws(() => validate(broken), /maxReplicas|scaleTargetRef/);
});

Deno.test("serverManifests() select the servers that they make", () => {
  const [deployment, service, autoscaler, budget, policy] = serverManifests(
    OPTIONS,
  ) as unknown as [
    Deployment,
    Service,
    HorizontalPodAutoscaler,
    PodDisruptionBudget,
    NetworkPolicy,
  ];
  const labels = deployment.spec!.template.metadata!.labels;
  assert.deepEqual(service.spec!.selector, labels);
  assert.deepEqual(deployment.spec!.selector.matchLabels, labels);
  assert.deepEqual(budget.spec!.selector!.matchLabels, labels);
  assert.deepEqual(policy.spec!.podSelector!.matchLabels, labels);
  assert.equal(
    autoscaler.spec!.scaleTargetRef.name,
    deployment.metadata!.name,
  );
  const ports = deployment.spec!.template.spec!.containers[0]!.ports!;
  const named = ports.map(({ name }) => name);
  for (const rule of policy.spec!.ingress!) {
    assert.ok(named.includes(String(rule.ports![0]!.port)));
    assert.notEqual(rule.ports![0]!.port, "management");
  }
});

Deno.test("serverManifests() let servers serve what they follow, and nothing that need not be there", () => {
  const args = (options: { models?: string; follow?: string }) => {
    const { models: _, follow: __, ...rest } = OPTIONS;
    const [deployment] = serverManifests({ ...rest, ...options });
    return (deployment as unknown as Deployment).spec!.template.spec!
      .containers[0]!.args!.join(" ");
  };
  const { models, follow } = OPTIONS;
  assert.equal(args({}), "--models /models --disable-token-auth");
  assert.equal(args({ follow }), `--follow ${follow} --disable-token-auth`);
  assert.equal(
    args({ models, follow }),
    `--models ${models} --follow ${follow} --disable-token-auth`,
  );
});

Deno.test("deno task kubernetes prints documents that kubectl takes", async () => {
  const { code, stdout } = await finish(
    startProgram("tasks/kubernetes.ts", ["--image", "nextcart:1"]),
  );
  assert.equal(code, 0);
  const documents = parseAllDocuments(stdout).map((it) => it.toJS());
  assert.equal(documents.length, 5);
  documents.forEach(validate);
  const refused = await finish(startProgram("tasks/kubernetes.ts", []));
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /--image is wanted/);
  const few = ["--image", "nextcart:1", "--replicas=4", "--max-replicas=3"];
  const turned = await finish(startProgram("tasks/kubernetes.ts", few));
  assert.equal(turned.code, 2);
  assert.match(turned.stderr, /--max-replicas 3: at least --replicas, 4/);
});
