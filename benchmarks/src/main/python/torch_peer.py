"""PyTorch's side of `benchmarks/run peers`: the same arguments, steps and line of JSON as PeerProcess.

What was chosen because it was fastest, at the same function: time-major tensors for nn.LSTM and
nn.RNN (oneDNN's fused layers where PyTorch has them), nn.Embedding in front for tokens, fused Adam,
gradients set to None, and for sequences of unequal length one PackedSequence that is made before
the clock starts, whose output rows go to the linear layer without being padded again.
"""

import json
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence

CLIP_NORM = 5.0
LEARNING_RATE = 1e-3
LOSS_STEP = 10  # these and the numbers in StepTimer below are those of StepTimer.java
WINDOWS = 10
FEWEST_WINDOWS = 3
SETTLED = 1.03
LEAST_WARM_UP = 2
PATIENCE = 5


class Recurrent(nn.Module):
    """Embedding (for tokens), stacked recurrent layers, linear outputs at every time step."""

    def __init__(self, workload):
        super().__init__()
        inputs, hidden, classes = workload["inputs"], workload["hidden"], workload["classes"]
        self.embedding = nn.Embedding(classes, inputs) if workload["tokens"] else nn.Identity()
        layer = nn.LSTM if workload["cell"] == "lstm" else nn.RNN
        self.recurrent = layer(inputs, hidden, workload["layers"])
        self.head = nn.Linear(hidden, classes)

    def forward(self, inputs):
        if isinstance(inputs, PackedSequence):
            rows = self.recurrent(inputs._replace(data=self.embedding(inputs.data)))[0].data
        else:
            rows = self.recurrent(self.embedding(inputs))[0].flatten(0, 1)
        return self.head(rows)


def batch(workload):
    """Inputs (T, B) or (T, B, inputs), or packed, and targets a row: Workload.java has the formulas."""
    lengths = torch.tensor(workload["lengths"])
    steps, classes = int(lengths[0]), workload["classes"]
    t = torch.arange(steps)[:, None]
    b = torch.arange(len(lengths))[None, :]
    tokens = (b * 7919 + t * 104729 + b * t * 31) % 1000003 % classes
    if workload["tokens"]:
        inputs = tokens
        targets = (3 * tokens + 5) % classes
    else:
        i = torch.arange(workload["inputs"])[None, None, :]
        inputs = (b[:, :, None] * 7919 + t[:, :, None] * 104729 + i * 12553) % 2003
        inputs = (inputs / 1001.5 - 1).float()
        targets = (b + t) % classes
    if int(lengths.sum()) < steps * len(lengths):
        inputs = pack_padded_sequence(inputs, lengths, enforce_sorted=True)
        return inputs, pack_padded_sequence(targets, lengths, enforce_sorted=True).data
    return inputs.contiguous(), targets.flatten()


def training_step(workload):
    model = Recurrent(workload)
    inputs, targets = batch(workload)
    parameters = list(model.parameters())
    optimizer = torch.optim.Adam(parameters, lr=LEARNING_RATE, fused=True)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = nn.functional.cross_entropy(model(inputs), targets)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, CLIP_NORM)
        optimizer.step()
        return loss.item()

    return step


def inference_step(workload):
    model = Recurrent(workload).eval()
    inputs, _ = batch(workload)

    def step():
        with torch.inference_mode():
            return model(inputs)[0, 0].item()

    return step


class StepTimer:
    """Repeats a step until it is warm, then times it in windows, as StepTimer.java does."""

    def __init__(self, step, seconds):
        self.step, self.seconds = step, seconds
        self.steps, self.loss = 0, None

    def measure(self):
        self.warm_up()
        windows, start = [], time.perf_counter()
        while len(windows) < FEWEST_WINDOWS or time.perf_counter() - start < self.seconds:
            windows.append(self.window())
        return windows

    def warm_up(self):
        least = max(LEAST_WARM_UP, self.seconds)
        rates, start = [], time.perf_counter()
        while True:
            passed = time.perf_counter() - start
            settled = len(rates) > 3 and max(rates[-3:]) < SETTLED * max(rates[:-3])
            waiting = not settled and passed < PATIENCE * least
            if self.steps >= LOSS_STEP and passed >= least and not waiting:
                return
            rates.append(self.window())

    def window(self):
        count, start = 0, time.perf_counter()
        while True:
            now = self.step()
            count += 1
            self.steps += 1
            if self.steps == LOSS_STEP:
                self.loss = now
            passed = time.perf_counter() - start
            if passed >= self.seconds / WINDOWS:
                return count / passed


def main():
    workload, threads, seconds = json.loads(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    torch.manual_seed(1)
    training = workload["training"]
    timer = StepTimer((training_step if training else inference_step)(workload), seconds)
    rows = sum(workload["lengths"])
    windows = [steps * rows for steps in timer.measure()]
    median = statistics.median(windows)
    result = {
        "peer": "torch",
        "version": f"PyTorch {torch.__version__}, Python {sys.version.split()[0]}",
        "workload": workload["name"],
        "threads": threads,
        "timeStepsPerSecond": median,
        "millisecondsPerStep": 1e3 * rows / median,
        "loss": timer.loss if training else None,
        "lossStep": LOSS_STEP,
        "windows": windows,
    }
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
