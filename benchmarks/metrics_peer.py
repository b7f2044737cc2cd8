"""Finds numbers or sums of money in JSON Lines with another package, in the environment that runs this.

python metrics_peer.py PACKAGE FILE   # prints how many it found, and the processor seconds of that alone
"""

import json
import sys
import time


def finder(package):
    """A function of a text that gives what the package finds in it."""
    if package == "recognizers-text-suite":
        from recognizers_number import recognize_number, recognize_percentage
        from recognizers_number_with_unit import recognize_currency, recognize_dimension
        from recognizers_text import Culture

        recognizers = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
        return lambda text: [found for each in recognizers for found in each(text, Culture.Chinese)]
    if package == "jionlp":
        import jionlp

        return lambda text: jionlp.ner.extract_money(text, with_parsing=True)
    import chinese2digits

    return lambda text: chinese2digits.takeNumberFromString(text)["digitsStringList"]


def main(package, file):
    """Run once to load what is loaded late, then time it."""
    with open(file, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    find = finder(package)
    find(texts[0])
    start = time.process_time()
    found = sum(len(find(text)) for text in texts)
    print(found, time.process_time() - start)


main(*sys.argv[1:])
