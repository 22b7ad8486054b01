"""Writes the golden values of TestGoldenRun, TestGoldenOptimizers and TestGoldenLosses.

    python golden.py        (PyTorch 2; writes networks.json, optimizers.json and losses.json here)

Everything is computed in double precision from parameters that are exact in single precision.
Matrices are stored input by output, as Rondo has them: PyTorch's weights transposed. Rows of a
ragged batch are in order of time, as in a PackedSequence.
"""

import json
import pathlib

import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.rnn import PackedSequence

HERE = pathlib.Path(__file__).parent
ACTIVE_ROWS = [3, 3, 2, 1, 1]  # three sequences of lengths 5, 3 and 2
VOCABULARY, FEATURES, HIDDEN, OUTPUTS = 7, 3, (5, 4), 6
CELLS = {"rnn": (nn.RNN, 1), "lstm": (nn.LSTM, 4), "gru": (nn.GRU, 3)}


def numbers(tensor):
    return [float(f"{x:.10g}") for x in tensor.detach().double().flatten().tolist()]


class Model(nn.Module):
    """Two stacked layers of unequal size and a linear output."""

    def __init__(self, cell, embedding, inputs):
        super().__init__()
        kind, self.gates = CELLS[cell]
        self.cell = cell
        self.embedding = nn.Embedding(VOCABULARY, inputs) if embedding else None
        self.layers = nn.ModuleList(kind(i, h) for i, h in zip((inputs,) + HIDDEN, HIDDEN))
        self.head = nn.Linear(HIDDEN[-1], OUTPUTS)
        for parameter in self.parameters():
            values = torch.empty(parameter.shape).uniform_(-0.5, 0.5)
            parameter.data = values.double()
        for layer, hidden in zip(self.layers, HIDDEN):
            # Rondo has one bias: b_hh is that of the GRU's candidate, else zero and not trained.
            mask = torch.zeros(self.gates * hidden, dtype=torch.double)
            if cell == "gru":
                mask[2 * hidden :] = 1
            layer.bias_hh_l0.data *= mask
            layer.bias_hh_l0.register_hook(lambda gradient, mask=mask: gradient * mask)

    def forward(self, x):
        rows = self.embedding(x) if self.embedding else x
        for layer in self.layers:
            rows = layer(PackedSequence(rows, torch.tensor(ACTIVE_ROWS)))[0].data
        return self.head(rows)

    def named(self, of=lambda parameter: parameter):
        """Rondo's names and layouts."""
        tensors = {}
        if self.embedding:
            tensors["embedding"] = of(self.embedding.weight)
        for n, (layer, hidden) in enumerate(zip(self.layers, HIDDEN)):
            tensors[f"layer{n}.w_x"] = of(layer.weight_ih_l0).T
            tensors[f"layer{n}.bias"] = of(layer.bias_ih_l0)
            tensors[f"layer{n}.w_h"] = of(layer.weight_hh_l0).T
            if self.cell == "gru":
                tensors[f"layer{n}.recurrent_bias"] = of(layer.bias_hh_l0)[2 * hidden :]
        tensors["head.w"] = of(self.head.weight).T
        tensors["head.bias"] = of(self.head.bias)
        return {name: numbers(tensor) for name, tensor in tensors.items()}


def network(cell, input_kind):
    rows = sum(ACTIVE_ROWS)
    tokens = torch.randint(VOCABULARY, (rows,))
    features = torch.randn(rows, FEATURES).double()
    features = features.float().double()
    targets = torch.randint(OUTPUTS, (rows,))
    x = {
        "one_hot": functional.one_hot(tokens, VOCABULARY).double(),
        "embedding": tokens,
        "dense": features,
    }[input_kind]
    model = Model(cell, input_kind == "embedding", VOCABULARY if input_kind == "one_hot" else FEATURES)
    fixture = {"cell": cell, "input": input_kind, "activeRows": ACTIVE_ROWS, "hidden": HIDDEN}
    fixture["tokens"] = tokens.tolist()
    fixture["features"] = numbers(features)
    fixture["targets"] = targets.tolist()
    fixture["parameters"] = model.named()
    outputs = model(x)
    loss = functional.cross_entropy(outputs, targets, reduction="sum")
    loss.backward()
    fixture["outputs"] = numbers(outputs)
    fixture["loss"] = loss.item()
    fixture["gradients"] = model.named(lambda parameter: parameter.grad)
    adam = torch.optim.Adam(model.parameters(), lr=0.01)
    fixture["adamLosses"] = []
    for _ in range(10):
        adam.zero_grad()
        loss = functional.cross_entropy(model(x), targets)
        loss.backward()
        fixture["adamLosses"].append(loss.item())
        adam.step()
    return fixture


def optimizer(kind, make, size=5, steps=6):
    parameter = nn.Parameter(torch.randn(size).double().float().double())
    gradients = torch.randn(steps, size).float().double()
    fixture = {"kind": kind, "start": numbers(parameter), "gradients": [], "parameters": []}
    algorithm = make([parameter])
    group = algorithm.defaults
    fixture["learningRate"] = group["lr"]
    fixture["momentum"] = group.get("momentum", 0.0)
    fixture["beta1"], fixture["beta2"] = group.get("betas", (0.0, group.get("alpha", 0.0)))
    fixture["epsilon"] = group.get("eps", 1e-8)
    fixture["weightDecay"] = group["weight_decay"]
    for gradient in gradients:
        parameter.grad = gradient.clone()
        algorithm.step()
        fixture["gradients"].append(numbers(gradient))
        fixture["parameters"].append(numbers(parameter))
    return fixture


def optimizers():
    optim = torch.optim
    return [
        optimizer("SGD", lambda p: optim.SGD(p, lr=0.1)),
        optimizer("SGD", lambda p: optim.SGD(p, lr=0.1, weight_decay=0.05)),
        optimizer("MOMENTUM", lambda p: optim.SGD(p, lr=0.1, momentum=0.8, weight_decay=0.05)),
        optimizer("NESTEROV", lambda p: optim.SGD(p, lr=0.1, momentum=0.8, nesterov=True)),
        optimizer(
            "NESTEROV",
            lambda p: optim.SGD(p, lr=0.1, momentum=0.8, nesterov=True, weight_decay=0.05),
        ),
        optimizer("RMSPROP", lambda p: optim.RMSprop(p, lr=0.02, alpha=0.9, eps=1e-6)),
        optimizer("RMSPROP", lambda p: optim.RMSprop(p, lr=0.02, alpha=0.9, weight_decay=0.05)),
        optimizer("ADAM", lambda p: optim.Adam(p, lr=0.02)),
        optimizer(
            "ADAM", lambda p: optim.Adam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.05)
        ),
        optimizer("ADAMW", lambda p: optim.AdamW(p, lr=0.02, weight_decay=0.05)),
    ]


def pinball(outputs, targets, quantiles):
    """Mean over targets and quantiles; the outputs of a row are target-major."""
    below = targets[:, :, None] - outputs.reshape(len(outputs), -1, len(quantiles))
    return torch.maximum(quantiles * below, (quantiles - 1) * below).mean()


def losses(rows=3, size=4):
    scores = (3 * torch.randn(rows, size)).float().double()
    classes = torch.randint(size, (rows,))
    values = torch.randn(rows, size).float().double()
    bits = torch.randint(2, (rows, size)).double()
    weights = torch.tensor([0.5, 2, 1.25, 1.5], dtype=torch.double)
    quantiles = torch.tensor([0.25, 0.9], dtype=torch.double)
    cases = {
        "SOFTMAX_CROSS_ENTROPY": lambda x: functional.cross_entropy(x, classes, reduction="sum"),
        "MEAN_SQUARED_ERROR": lambda x: functional.mse_loss(x, values) * rows,
        "SIGMOID_CROSS_ENTROPY": lambda x: functional.binary_cross_entropy_with_logits(
            x, bits, reduction="sum"
        ),
        "MEAN_ABSOLUTE_ERROR": lambda x: functional.l1_loss(x, values) * rows,
        "WEIGHTED_SOFTMAX_CROSS_ENTROPY": lambda x: functional.cross_entropy(
            x, classes, weight=weights, reduction="sum"
        ),
        "PINBALL": lambda x: pinball(x, values[:, :2], quantiles) * rows,
    }
    fixture = {"scores": numbers(scores), "size": size, "classes": classes.tolist()}
    fixture["values"] = numbers(values)
    fixture["bits"] = numbers(bits)
    fixture["weights"] = numbers(weights)
    fixture["quantiles"] = numbers(quantiles)
    fixture["losses"] = {}
    for name, function in cases.items():
        x = scores.clone().requires_grad_()
        loss = function(x)
        loss.backward()
        fixture["losses"][name] = {"loss": loss.item(), "gradient": numbers(x.grad)}
    return fixture


def write(name, fixture):
    (HERE / name).write_text(json.dumps(fixture, separators=(",", ":")) + "\n")


torch.manual_seed(20)
write("networks.json", [network("lstm", "embedding"), network("rnn", "one_hot"), network("gru", "dense")])
write("optimizers.json", optimizers())
write("losses.json", losses())
