"""A GRU layer over a packed batch: states and gradients, for
tests/tensor/packed_gru_golden_test.ts. Made with PyTorch 2.15.0 (CPU).

    python gru_pytorch.py
"""

import torch
from torch.nn.utils.rnn import PackedSequence

torch.set_default_dtype(torch.float64)
D, H = 3, 2
counts = [3, 2, 2, 1]
P = sum(counts)


def wave(shape, phase):
    """sin(phase), sin(phase + 1), ...: numbers that the test can make too."""
    size = torch.Size(shape).numel()
    return torch.sin(torch.arange(size) + float(phase)).reshape(shape)


gru = torch.nn.GRU(D, H)
with torch.no_grad():
    gru.weight_ih_l0.copy_(wave((3 * H, D), 1))
    gru.weight_hh_l0.copy_(wave((3 * H, H), 2))
    gru.bias_ih_l0.copy_(wave((3 * H,), 3))
    gru.bias_hh_l0.copy_(wave((3 * H,), 4))
inputs = wave((P, D), 5).requires_grad_()
states = gru(PackedSequence(inputs, torch.tensor(counts)))[0].data
(states * wave((P, H), 6)).sum().backward()

for name, value in [
    ("states", states),
    ("inputs", inputs.grad),
    ("weight_ih", gru.weight_ih_l0.grad),
    ("weight_hh", gru.weight_hh_l0.grad),
    ("bias_ih", gru.bias_ih_l0.grad),
    ("bias_hh", gru.bias_hh_l0.grad),
]:
    numbers = ", ".join(f"{x:.7f}" for x in value.flatten().tolist())
    print(f"  {name}: [{numbers}],")
