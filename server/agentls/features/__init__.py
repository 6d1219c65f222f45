"""What an editor asks about a place in a file: one module an answer, pure functions, offsets in and frozen values out.

Within one file:

- `completion.complete(document, snapshot, offset, snippets=...)` gives a tuple of `completion.Item`.
- `completion.documentation_of(item.documentation_key)` gives the Markdown of one item, for editors that ask later.
- `hover.hover(document, snapshot, offset)` gives a `hover.Hover` or `None`; `hover.as_plain_text` drops its
  Markdown.
- `colors.color_spans(document)` and `colors.color_choices(document, span, rgb)` serve swatches and color pickers.
- `refactor.conversions(document, offset)` gives the other forms in which a list can be written.

| function | answer |
| --- | --- |
| `folding.folds(document)` | spans from the line that stays to the last one that folds |
| `selection.selections(document, offset)` | spans, each within the next, the last one is the whole text |
| `symbols.symbols(document)` | tree of `Symbol(name, kind: key/item/heading, detail, span, name_span, children)` |
| `tokens.tokens(document, snapshot)` | `Token(span, kind, is_definition, is_outdated)`, in order; `tokens.KINDS` |
| `inlay.inlays(document, snapshot)` | `Inlay(offset, text, tooltip)` |

Across the project; `snapshot.index`, `snapshot.files` and `snapshot.document_at` must be filled:

| function | answer |
| --- | --- |
| `definition.definitions(document, snapshot, offset)` | `Target(origin, location)`, the one that counts first |
| `references.references(document, snapshot, offset, with_declaration=...)` | `Location(path, span)` |
| `highlight.highlights(document, snapshot, offset)` | `Highlight(span, is_definition)` |
| `links.links(document, snapshot)` | `Link(span, path, what)`, existing targets only |
| `lens.lenses(document, snapshot)` | `Lens(span, title, locations)` |
| `workspace_symbols.workspace_symbols(snapshot, query)` | `Found(name, kind, container, location)`, at most `MOST` |
| `calls.prepare(document, snapshot, offset)` | `Node(kind, name, path, span, detail)`, none or one |
| `calls.incoming(snapshot, node)`, `calls.outgoing(snapshot, node)` | `Call(node, spans)`, spans where it is started |
| `rename.prepare(document, snapshot, offset)` | `Prepared(span, placeholder)`, `Refusal(reason)` or `None` |
| `rename.rename(document, snapshot, offset, new_name)` | `Rename(files, moves, refused)`; edits first, then moves |
| `file_rename.file_rename(snapshot, pairs of paths)` | `FileEdits(path, edits, note)`, paths before the move |
| `effective.effective(document, snapshot, findings)` | `Effective`, `None`; `effective.as_markdown` makes a page |
| `name_hover.name_hover(document, snapshot, offset)` | `(span, markdown)` or `None`; ask it before `hover.hover` |
| `name_completion.name_items(document, snapshot, offset)` | `Item`s to add below those of `complete` |

A location with an empty span at the start means the file as a whole. A `note` on edits or moves is what the annotation
of a change that needs confirmation says; without one, no confirmation is needed.
"""
