"""Made-up people: cases as data, played through the real door.

``place`` knows where the store of made-up people lies and is cheap to import;
``store.make`` makes it; ``files`` reads a case, ``player`` plays it, ``report.play``
says what came of it.
"""
