"""One optimizer step of the networks of tasks/bench/train_networks.ts in PyTorch:
what `deno task bench train` sets its own times beside. Prints a line of JSON a
network. Needs PyTorch and nothing else.

    python step_pytorch.py [--threads 2] [--repeats 3] [--seconds 4] [NETWORK …]

original, original_all: embedding 50, GRU 100, a linear output over 20,000 items
and one, cross entropy, fused dense Adam. sampled, sampled_500k: item embedding 100
that is the output too (with a bias), GRU 100, each target against 2,048 shared
negatives, sparse gradients, Adagrad. Items are log-uniform; a step builds no
batch, 32 of them are made beforehand.
"""

import argparse
import json
import statistics
import time

import torch
from torch import nn
from torch.nn import functional

BATCHES = 32
WARM_UP = 5
MIN_STEPS = 5


def draw_items(shape, items):
    """Log-uniform item numbers from 0."""
    exponents = torch.rand(shape, dtype=torch.float64)
    return (items**exponents - 1).long().clamp(max=items - 1)


class Original(nn.Module):
    def __init__(self, every_step, batch=32, steps=10, items=20_000):
        super().__init__()
        self.every_step = every_step
        self.targets = batch * (steps if every_step else 1)
        self.embedding = nn.Embedding(items, 50)
        self.gru = nn.GRU(50, 100, batch_first=True)
        self.output = nn.Linear(100, items + 1)
        self.optimizer = torch.optim.Adam(self.parameters(), lr=1e-3, fused=True)
        self.batches = [
            (draw_items((batch, steps), items), draw_items((batch, steps), items))
            for _ in range(BATCHES)
        ]

    def loss(self, batch):
        inputs, labels = batch
        states = self.gru(self.embedding(inputs))[0]
        if not self.every_step:
            states, labels = states[:, -1:], labels[:, -1:]
        logits = self.output(states.flatten(0, 1))
        return functional.cross_entropy(logits, labels.flatten())


class Sampled(nn.Module):
    def __init__(self, items, batch=512, steps=10, size=100, negatives=2048):
        super().__init__()
        self.targets = batch * steps
        self.shape = (batch, steps, size)
        self.items = nn.Embedding(items, size, sparse=True)
        self.bias = nn.Embedding(items, 1, sparse=True)
        self.gru = nn.GRU(size, size, batch_first=True)
        nn.init.normal_(self.items.weight, std=0.05)
        nn.init.zeros_(self.bias.weight)
        self.optimizer = torch.optim.Adagrad(self.parameters(), lr=0.05)
        self.batches = [
            draw_items((2 * self.targets + negatives,), items) for _ in range(BATCHES)
        ]

    def loss(self, batch):
        vectors = self.items(batch)
        inputs, labels, negatives = vectors.split(
            [self.targets, self.targets, len(batch) - 2 * self.targets]
        )
        biases = self.bias(batch[self.targets :]).squeeze(1)
        states = self.gru(inputs.view(self.shape))[0].flatten(0, 1)
        own = (states * labels).sum(1) + biases[: self.targets]
        others = torch.addmm(biases[self.targets :], states, negatives.T)
        logits = torch.cat([own.unsqueeze(1), others], 1)
        first = torch.zeros(self.targets, dtype=torch.long)
        return functional.cross_entropy(logits, first)


NETWORKS = {
    "original": lambda: Original(every_step=False),
    "original_all": lambda: Original(every_step=True),
    "sampled": lambda: Sampled(20_000),
    "sampled_500k": lambda: Sampled(500_000),
}


def take_step(network, number):
    started = time.perf_counter()
    network.optimizer.zero_grad()
    loss = network.loss(network.batches[number % BATCHES])
    loss.backward()
    network.optimizer.step()
    loss.item()
    return (time.perf_counter() - started) * 1e3


def median_ms(network, seconds):
    times = []
    until = time.perf_counter() + seconds
    while len(times) < MIN_STEPS or time.perf_counter() < until:
        times.append(take_step(network, len(times)))
    return statistics.median(times)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("networks", nargs="*", default=list(NETWORKS))
    flags = parser.parse_args()
    torch.set_num_threads(flags.threads)
    torch.manual_seed(1)
    # Says what PyTorch does anyway, which spares a warning.
    torch.sparse.check_sparse_tensor_invariants.disable()
    for name in flags.networks:
        network = NETWORKS[name]()
        for number in range(WARM_UP):
            take_step(network, number)
        medians = [median_ms(network, flags.seconds) for _ in range(flags.repeats)]
        best = min(medians)
        print(
            json.dumps(
                {
                    "network": name,
                    "torch": torch.__version__,
                    "best_median_ms": best,
                    "medians_ms": medians,
                    "targets_per_s": network.targets / best * 1e3,
                }
            ),
            flush=True,
        )


if __name__ == "__main__":
    main()
