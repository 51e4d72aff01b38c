"""Prepares a CSV file with vectorised pandas: the peer of `deno task bench prepare`.

    prepare_pandas.py PARAMS_JSON EVENTS_CSV FOLDER

Reads, cleans by the original's steps (a) to (j), splits by time, fits on the
training split, encodes, scales and writes Parquet; prints as one JSON line how
many rows each step left, what was fitted, and what it took. PARAMS_JSON is what
prepare.ts resolves. Written against pandas 3.1, pyarrow 25.
"""

import json
import os
import resource
import sys
import time

import numpy as np
import pandas as pd

PARTS, ROWS = {}, {}
START = time.perf_counter()


def lap(name, _last=[START]):
    now = time.perf_counter()
    PARTS[name] = round((now - _last[0]) * 1000)
    _last[0] = now


def read(path, columns):
    raw = {
        "session": columns["session"],
        "user": columns["user"],
        "time": columns["time"]["column"],
        "item": columns["item"],
        "cart": columns["event"]["column"],
        **columns["categories"],
        **columns["numbers"],
    }
    as_text = [raw[name] for name in raw if name not in columns["numbers"]]
    text = {name: "string" for name in as_text}
    if columns["time"]["format"] == "epoch_ms":
        text[raw["time"]] = "int64"
    data = pd.read_csv(path, usecols=list(raw.values()), engine="pyarrow", dtype=text)
    data = data.rename(columns={old: new for new, old in raw.items()})
    cart = data["cart"] == columns["event"]["cart"]
    data["cart"] = cart.to_numpy(dtype=bool, na_value=False)
    if columns["time"]["format"] != "epoch_ms":
        times = pd.to_datetime(data["time"], format=columns["time"]["format"])
        data["time"] = times.astype("datetime64[ms]").astype("int64")
    return data


def code(data, columns):
    """Texts become integers at once: all that follows compares integers."""
    values = {}
    for name in ["session", "user", "item", *columns["categories"]]:
        data[name], values[name] = pd.factorize(data[name])
    return data, values


def fill_unknown(data, values, categories):
    for name in categories:
        known = values[name]
        if "Unknown" not in known:
            values[name] = known = known.append(pd.Index(["Unknown"]))
        data[name] = data[name].where(data[name] >= 0, known.get_loc("Unknown"))
    return data


def clean(data, p):
    order = np.lexsort((data["time"].to_numpy(), data["session"].to_numpy()))
    data = data.take(order)
    ROWS["cutSessions"] = len(data)
    if p["cutAtCart"]:
        start = data["session"].ne(data["session"].shift())
        data["session"] = (start | data["cart"].shift(fill_value=False)).cumsum()
        ROWS["cutAtCart"] = len(data)
    if p["require"]:
        data = data[data[p["require"]].notna().all(axis=1) | data["cart"]]
        ROWS["require"] = len(data)
    for name in p["uniqueInSession"]:
        repeated = data.duplicated(["session", name]) & (data[name] >= 0)
        data = data[~repeated | data["cart"]]
        ROWS[f"uniqueInSession.{name}"] = len(data)
    size = data.groupby("session", sort=False)["item"].transform("size")
    data = data[size.between(p["minSessionEvents"], p["maxSessionEvents"])]
    ROWS["sessionEvents"] = len(data)
    if p["endAtCart"]:
        last = data.groupby("session", sort=False)["cart"].transform("last")
        data = data[last]
        ROWS["endAtCart"] = len(data)
    if p["keepLast"]:
        data = data[
            data.groupby("session", sort=False).cumcount(ascending=False)
            < p["keepLast"]
        ]
        ROWS["keepLast"] = len(data)
    if p["maxSessionMinutes"]:
        times = data.groupby("session", sort=False)["time"]
        span = times.transform("last") - times.transform("first")
        data = data[span <= p["maxSessionMinutes"] * 60_000]
        ROWS["maxSessionMinutes"] = len(data)
    return data


def held_out(sessions, share):
    return max(1, int(np.floor(sessions * share + 0.5))) if share else 0


def split(data, p):
    last = data.groupby("session", sort=False)["time"].last()
    order = last.sort_values(kind="stable").index
    place = pd.Series(np.arange(len(order)), index=order)
    data["session"] = data["session"].map(place)
    data = data.sort_values("session", kind="stable")
    test = held_out(len(order), p["split"]["test"])
    validation = held_out(len(order), p["split"]["validation"])
    ends = [len(order) - test - validation, len(order) - test]
    a, b = np.searchsorted(data["session"], ends)
    return {
        "train": data.iloc[:a].copy(),
        "validation": data.iloc[a:b].copy(),
        "test": data.iloc[b:].copy(),
    }


def add_calendar(data, names):
    times = pd.to_datetime(data["time"], unit="ms").dt
    if "day_of_week" in names:
        data["day_of_week"] = times.day_of_week + 1
    if "week" in names:
        data["week"] = times.isocalendar().week.astype("int64")
    if "month" in names:
        data["month"] = times.month
    return data


def fit_vocabulary(codes, values):
    """Index of each code: from 2, by falling support, then by value; else 1."""
    counts = pd.Series(codes[codes >= 0]).value_counts()
    seen = pd.DataFrame({"count": counts, "value": values[counts.index]})
    seen = seen.sort_values(["count", "value"], ascending=[False, True])
    index = np.ones(len(values), dtype="int32")
    index[seen.index] = np.arange(2, len(seen) + 2)
    return index, len(seen) + 2


def fit_scaler(column, kind):
    if kind == "robust":
        lower, center, upper = column.quantile([0.25, 0.5, 0.75])
        return center, (upper - lower) or 1.0
    return column.mean(), column.std(ddof=0) or 1.0


def encode(data, indices, scalers):
    for name, index in indices.items():
        codes = data[name].to_numpy()
        data[name] = np.where(codes < 0, 0, index[codes])
    for name, (center, scale) in scalers.items():
        scaled = (data[name] - center) / scale
        data[name] = scaled.fillna(0).astype("float32")
    return data


def main(params, path, folder):
    columns, p = params["events"]["columns"], params["prepare"]
    data = read(path, columns)
    lap("read")
    data, values = code(data, columns)
    lap("code")
    data = fill_unknown(clean(data, p).copy(), values, columns["categories"])
    lap("clean")
    calendar = p["calendar"]
    data = add_calendar(data, calendar)
    values.update({name: np.arange(54) for name in calendar})
    splits = split(data, p)
    lap("split")
    train = splits["train"]
    fitted = {
        name: fit_vocabulary(train[name].to_numpy(), values[name])
        for name in ["item", "user", *columns["categories"], *calendar]
    }
    scalers = {
        name: fit_scaler(train[name], p["scalers"].get(name, "standard"))
        for name in columns["numbers"]
    }
    lap("fit")
    os.makedirs(folder, exist_ok=True)
    indices = {name: index for name, (index, _) in fitted.items()}
    splits = {name: encode(it, indices, scalers) for name, it in splits.items()}
    lap("encode")
    for name, it in splits.items():
        it.to_parquet(f"{folder}/{name}.parquet", compression="zstd", index=False)
    lap("write")
    usage = resource.getrusage(resource.RUSAGE_SELF)
    result = {
        "parts": {name: {"wall": ms} for name, ms in PARTS.items()},
        "cpuSeconds": usage.ru_utime + usage.ru_stime,
        "peakBytes": usage.ru_maxrss * 1024,
        "rows": ROWS,
        "splits": {
            name: {"sessions": int(it["session"].nunique()), "events": len(it)}
            for name, it in splits.items()
        },
        "vocabularies": {name: size for name, (_, size) in fitted.items()},
        "scalers": {name: [float(c), float(s)] for name, (c, s) in scalers.items()},
        # Any wrong index or value would change these.
        "sums": {
            name: {
                column: float(it[column].astype("float64").sum())
                for column in [*indices, *scalers]
            }
            for name, it in splits.items()
        },
    }
    print(json.dumps(result))


main(json.loads(sys.argv[1]), sys.argv[2], sys.argv[3])
