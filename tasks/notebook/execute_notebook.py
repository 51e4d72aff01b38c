"""Runs a notebook's cells: execute_notebook.py IN OUT --kernel NAME --cell-seconds N

The Deno kernel may say that a cell is done before it sends what the cell has
put out, and nbclient drops what comes late. Output is sent in order, so a mark
that is put out after each cell tells when all of the cell's has arrived.
"""

import argparse
import uuid

import nbformat
from nbclient import NotebookClient


class PatientClient(NotebookClient):
    async def _async_poll_output_msg(self, parent_msg_id, cell, cell_index):
        await super()._async_poll_output_msg(parent_msg_id, cell, cell_index)
        mark = f"mark-{uuid.uuid4()}"
        self.kc.execute(f'console.log("{mark}"); "{mark}"', store_history=False)
        awaited = {"stream", "execute_result"}
        while awaited:
            message = await self.kc.iopub_channel.get_msg(timeout=None)
            kind, content = message["msg_type"], message["content"]
            if kind in ("status", "execute_input"):
                continue
            if mark not in str(content):
                self.process_message(message, cell, cell_index)
                continue
            awaited.discard(kind)
            if kind == "stream":
                before = content["text"].split(mark)[0]
                content["text"] = before
                if before:
                    self.process_message(message, cell, cell_index)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("notebook")
    parser.add_argument("out")
    parser.add_argument("--kernel", required=True)
    parser.add_argument("--cell-seconds", type=int, required=True)
    options = parser.parse_args()
    notebook = nbformat.read(options.notebook, as_version=4)
    PatientClient(
        notebook,
        kernel_name=options.kernel,
        timeout=options.cell_seconds,
        iopub_timeout=options.cell_seconds,
        allow_errors=True,
        resources={"metadata": {"path": options.notebook.rpartition("/")[0] or "."}},
    ).execute()
    nbformat.write(notebook, options.out)


main()
