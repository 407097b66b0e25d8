"""The command line, `python -m kopdes_jamsos` or `kopdes-jamsos`: documents in, documents out.

It holds no rule and no wording of a result: each command calls the library. Nothing else imports
this package.
"""
