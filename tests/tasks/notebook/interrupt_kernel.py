"""Interrupts cells as Jupyter does: interrupt_kernel.py FOLDER CELL MARK CELL MARK …

Runs each cell with the project's kernel, and interrupts it once it has printed
its mark; where the mark is empty, it runs to its end. Prints what came of each:
a line of JSON with its status, what it printed and whether the kernel lives.
"""

import json
import sys
import time

from jupyter_client.manager import KernelManager


def run(manager, client, code, mark):
    message = client.execute(code)
    printed = ""
    interrupted = mark == ""
    until = time.monotonic() + 120
    reply = None
    quiet_since = None
    while time.monotonic() < until and manager.is_alive():
        try:
            output = client.get_iopub_msg(timeout=0.2)
            if output["parent_header"].get("msg_id") != message:
                continue
            printed += output["content"].get("text", "")
            if not interrupted and mark in printed:
                interrupted = True
                manager.interrupt_kernel()
        except Exception:
            # Output may come after the reply: a second without any ends it.
            if reply is None:
                try:
                    reply = client.get_shell_msg(timeout=0)["content"]["status"]
                    quiet_since = time.monotonic()
                except Exception:
                    continue
            elif time.monotonic() - quiet_since > 1:
                break
    return {"status": reply, "printed": printed, "alive": manager.is_alive()}


def main():
    folder, *cells = sys.argv[1:]
    manager = KernelManager(kernel_name="nextcart")
    manager.start_kernel(cwd=folder)
    try:
        client = manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=120)
        for code, mark in zip(cells[::2], cells[1::2]):
            print(json.dumps(run(manager, client, code, mark)), flush=True)
    finally:
        manager.shutdown_kernel(now=True)


main()
