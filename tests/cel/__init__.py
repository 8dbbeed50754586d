"""Conditions in Google's Common Expression Language (CEL), for a second opinion on what they come to.

What is missing is left out of what CEL gets to see, so that looking it up is an error. CEL's ``&&`` and ``||``, and
``all`` and ``exists`` over lists, let an error stand only where the rest does not decide, as strong Kleene logic does
with the unknown: an error is read as unknown. The variable ``unknown`` never has a value, so ``x || unknown`` is true
or unknown. Missing and judgement are one and the same here.

All of the rule language is translated, derived values too. Only whether a detector of personal data finds something in
the texts is taken from our own program, as ``detected``: the check digits have a second opinion of their own.
"""
