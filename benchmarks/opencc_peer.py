"""Converts JSON Lines with whatever module is called ``opencc`` in the environment that runs this.

python opencc_peer.py function CONFIG FILE   # converts each text; prints the seconds of that alone
python opencc_peer.py command CONFIG FILE    # writes the records to standard output
python opencc_peer.py copy - FILE            # the same without a conversion: reading, orjson, writing
"""

import sys
import time

import orjson


def main(task, config, file):
    """Do one of the three."""
    if task == "copy":

        def convert(text):
            return text
    else:
        import opencc

        convert = opencc.OpenCC(config).convert
    with open(file, "rb") as lines:
        if task == "function":
            texts = [orjson.loads(line)["text"] for line in lines]
            convert(texts[0][:100])
            start = time.process_time()
            for text in texts:
                convert(text)
            print(time.process_time() - start)
            return
        for line in lines:
            record = orjson.loads(line)
            record["text"] = convert(record["text"])
            sys.stdout.buffer.write(orjson.dumps(record) + b"\n")


main(*sys.argv[1:])
