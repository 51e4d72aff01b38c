"""Five steps of Adam, for tests/tensor/optimizers/adam_test.ts.
Made with PyTorch 2.15.0 (CPU).

    python adam_pytorch.py
"""

import torch

torch.set_default_dtype(torch.float64)
weight = torch.tensor([1.0, -2.0, 3.0, 0.5], requires_grad=True)
adam = torch.optim.Adam([weight], lr=0.1, betas=(0.8, 0.95), eps=1e-3)
for step in range(5):
    weight.grad = torch.sin(torch.arange(4) + float(step))
    adam.step()
    print(", ".join(f"{x:.7f}" for x in weight.tolist()))
