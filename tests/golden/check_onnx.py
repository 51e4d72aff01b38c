"""Checks an archive's graph as other programs see it: python check_onnx.py model.mar

Wants onnx and onnxruntime (1.23.2 and 1.32.0 were used). Prints the best products
for the two most popular ones, seen in this order.
"""
import json
import sys
import tempfile
import zipfile

import numpy as np
import onnx
import onnxruntime

TYPES = {"INT32": np.int32, "INT64": np.int64, "FP32": np.float32}

with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    archive.extractall(folder)
    graph = f"{folder}/graph.onnx"
    onnx.checker.check_model(graph, full_check=True)
    with open(f"{folder}/signature.json") as file:
        signature = json.load(file)
    feeds = {}
    for tensor in signature["inputs"]:
        shape = [1 if size == -1 else size for size in tensor["shape"]]
        if len(shape) > 1:
            shape[1] = 2
        feeds[tensor["name"]] = np.zeros(shape, TYPES[tensor["datatype"]])
    feeds["items"][0] = [2, 3]
    feeds["lengths"][0] = 2
    feeds["k"][0] = 5
    session = onnxruntime.InferenceSession(graph)
    outputs = session.run(["top_items", "top_probabilities"], feeds)
    with open(f"{folder}/features.json") as file:
        values = json.load(file)["item"]["values"]
    products = [values[item - 2] for item in outputs[0][0]]
    print(dict(zip(products, outputs[1][0].round(4).tolist())))
