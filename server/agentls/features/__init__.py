"""What an editor asks about a place in a file: one module an answer, pure functions, offsets in and frozen values out.

- `completion.complete(document, snapshot, offset, snippets=...)` gives a tuple of `completion.Item`.
- `completion.documentation_of(item.documentation_key)` gives the Markdown of one item, for editors that ask later.
- `hover.hover(document, snapshot, offset)` gives a `hover.Hover` or `None`; `hover.as_plain_text` drops its
  Markdown.
- `colors.color_spans(document)` and `colors.color_choices(document, span, rgb)` serve swatches and color pickers.
- `refactor.conversions(document, offset)` gives the other forms in which a list can be written.
- `folding.folds(document)` gives what can be folded.
"""
