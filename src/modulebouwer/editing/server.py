"""The language server: the protocol's questions (LSP 3.17), each answered by a function of the workspace.

Findings follow an edit after a moment's rest; completion does not wait for them.
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from modulebouwer import __version__
from modulebouwer.catalogue import LANGUAGES, PACKAGE, Words, read_words
from modulebouwer.editing import outline, snippets
from modulebouwer.editing.completion import Completions
from modulebouwer.editing.diagnostics import diagnostic
from modulebouwer.editing.document import Document
from modulebouwer.editing.fixes import Fix, fixes
from modulebouwer.editing.hover import hover
from modulebouwer.editing.names import Name, answers_hang_on, everywhere, name_at, names
from modulebouwer.editing.renaming import Refused, places, renamable, rename
from modulebouwer.editing.workspace import OpenModule, Workspace
from modulebouwer.findings import Finding, Location

# Seconds without a key before findings are looked for.
REST = 0.05


class Server(LanguageServer):
    """``language`` is nl or en; ``talk`` the command line's words in it, ``words`` the editor's.

    ``in_page``: it is asked by a page, which opens no file.
    """

    in_page = False

    def __init__(self, talk: Callable[[str], Words], language: str, *, fixed: bool) -> None:
        """``fixed``: whoever started the server chose the language, so the editor's does not matter."""
        super().__init__("modulebouwer", __version__, lsp.TextDocumentSyncKind.Full)
        self.read_talk, self.fixed = talk, fixed
        self.modules = Workspace()
        self.told: dict[Path, list[lsp.Diagnostic]] = {}
        self.waiting: asyncio.TimerHandle | None = None
        self.typed: Path | None = None
        self.speak(language)

    def speak(self, language: str) -> None:
        self.language = language
        self.talk = self.read_talk(language)
        self.words = read_words(PACKAGE.joinpath("catalogue", "editing", f"{language}.yaml"))

    def changed(self) -> None:
        """Findings are told when nothing changed for a moment."""
        if self.waiting is not None:
            self.waiting.cancel()
        self.waiting = asyncio.get_running_loop().call_later(REST, self.tell)

    def tell(self) -> None:
        """Every finding of every open module, at its file; files without any get none.

        The file that somebody types in comes last: who has heard of it has heard all.
        """
        found: dict[Path, list[lsp.Diagnostic]] = {path: [] for path in [*self.told, *self.modules.open]}
        for finding in self.modules.reports().findings:
            path = self.modules.path_of(finding.location.path)
            document = self.modules.document(path)
            told = diagnostic(finding, document, self.language, in_page=self.in_page)
            found.setdefault(path, []).append(told)
        for path, diagnostics in sorted(found.items(), key=lambda one: (one[0] == self.typed, one[0])):
            version = self.modules.versions.get(path)
            if version is not None or diagnostics != self.told.get(path, []):
                self.text_document_publish_diagnostics(
                    lsp.PublishDiagnosticsParams(path.as_uri(), diagnostics, version)
                )
        self.told = {path: diagnostics for path, diagnostics in found.items() if diagnostics}

    def at(self, uri: str) -> tuple[OpenModule, Document] | None:
        """The module as it is now and the document, for a file of a module."""
        path = real(uri)
        module, document = self.modules.module_of(path), self.modules.document(path)
        return (module, document) if module and document else None

    def name_under(self, uri: str, position: lsp.Position) -> tuple[OpenModule, list[Name], Name] | None:
        found = self.at(uri)
        if found is None:
            return None
        module, document = found
        line, column = document.place(position)
        place = Location(document.path.as_posix(), line, column)
        name = name_at(names(self.modules, module), place)
        return (module, everywhere(self.modules, module, name)[0], name) if name else None

    def location(self, name: Name) -> lsp.Location:
        path = self.modules.path_of(name.place.path)
        document = self.modules.document(path) or Document(path, "", "", self.modules.units)
        length = (
            len(name.name)
            if document.line(name.place.line)[name.place.column - 1 :].startswith(name.name)
            else 0
        )
        return lsp.Location(path.as_uri(), document.range(name.place.line, name.place.column, length))

    def can(self, *way: str) -> Any:
        """What the client said that it can, as in ``("workspace", "workspace_edit", "document_changes")``."""
        found: Any = self.client_capabilities
        for name in way:
            found = getattr(found, name, None)
        return found

    def can_move(self, kind: lsp.ResourceOperationKind) -> bool:
        operations = self.can("workspace", "workspace_edit", "resource_operations") or ()
        return bool(self.can("workspace", "workspace_edit", "document_changes")) and kind in operations

    def edit(
        self,
        edits: Iterable[tuple[Path, Sequence[lsp.TextEdit]]],
        changes: Sequence[lsp.CreateFile | lsp.RenameFile] = (),
        annotation: lsp.ChangeAnnotation | None = None,
    ) -> lsp.WorkspaceEdit:
        """Files are made before their text is written, and moved after."""
        if not self.can("workspace", "workspace_edit", "document_changes"):
            return lsp.WorkspaceEdit(changes={path.as_uri(): list(one) for path, one in edits})
        written = []
        for path, one in edits:
            version = self.modules.versions.get(path)
            document = lsp.OptionalVersionedTextDocumentIdentifier(path.as_uri(), version)
            typed: list[Any] = list(one)
            if annotation:
                typed = [lsp.AnnotatedTextEdit("asked", edit.range, edit.new_text) for edit in one]
            written.append(lsp.TextDocumentEdit(document, typed))
        made = [change for change in changes if isinstance(change, lsp.CreateFile)]
        moved = [change for change in changes if isinstance(change, lsp.RenameFile)]
        return lsp.WorkspaceEdit(
            document_changes=[*made, *written, *moved],
            change_annotations={"asked": annotation} if annotation else None,
        )


def real(uri: str) -> Path:
    return Path(to_fs_path(uri) or "").resolve()


def refusal(server: Server, refused: Refused) -> JsonRpcException:
    """LSP 3.17, RequestFailed: understood, and cannot be done."""
    text = server.words["refused"][refused.key].format(**refused.values)
    return JsonRpcException(message=text, code=lsp.LSPErrorCodes.RequestFailed.value)


def make_server(
    talk: Callable[[str], Words],
    language: str,
    *,
    fixed: bool = False,
    today: Callable[[], datetime.date] | None = None,
) -> Server:
    """The server with all its answers; ``talk`` gives the command line's words in a language."""
    server = Server(talk, language, fixed=fixed)
    server.modules.today = today
    for feature, answer, options in FEATURES:
        server.feature(feature, options)(answer)
    return server


def initialize(server: Server, params: lsp.InitializeParams) -> None:
    options = params.initialization_options
    asked = str(options.get("language", "")) if isinstance(options, dict) else ""
    for wanted in (asked, "" if server.fixed else (params.locale or "")):
        if wanted[:2].lower() in LANGUAGES:
            server.speak(wanted[:2].lower())
            break
    server.modules.units = server.workspace.position_codec.client_num_units
    for folder in params.workspace_folders or ():
        server.modules.add_root(real(folder.uri))
    if not params.workspace_folders and params.root_uri:
        server.modules.add_root(real(params.root_uri))


def initialized(server: Server, _: lsp.InitializedParams) -> None:
    if server.can("workspace", "did_change_watched_files", "dynamic_registration"):
        options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher("**/*")])
        registration = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        server.client_register_capability(lsp.RegistrationParams([registration]))
    snippets.ready(server.language)
    server.changed()


def did_open(server: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    opened = params.text_document
    server.typed = real(opened.uri)
    server.modules.change(server.typed, opened.text, opened.version)
    server.changed()


def did_change(server: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    server.typed = real(params.text_document.uri)
    server.modules.change(server.typed, params.content_changes[-1].text, params.text_document.version)
    server.changed()


def did_close(server: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    server.modules.close(real(params.text_document.uri))
    server.changed()


def did_save(server: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    server.modules.touch(real(params.text_document.uri))
    server.changed()


def did_change_watched_files(server: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    for change in params.changes:
        server.modules.touch(real(change.uri))
    server.changed()


def did_change_workspace_folders(server: Server, params: lsp.DidChangeWorkspaceFoldersParams) -> None:
    for folder in params.event.removed:
        server.modules.drop_root(real(folder.uri))
    for folder in params.event.added:
        server.modules.add_root(real(folder.uri))
    server.changed()


def complete(server: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    path = real(params.text_document.uri)
    # As it was last read: who types must not wait.
    document, open_module = server.modules.document(path), server.modules.last_module_of(path)
    if document is None or open_module is None:
        return lsp.CompletionList(False, [])
    module = open_module.module
    snippet = bool(server.can("text_document", "completion", "completion_item", "snippet_support"))
    asked = Completions(document, params.position, module, server.language, snippet, not server.in_page)
    return lsp.CompletionList(False, list(asked.items()))


def show(server: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    found = server.at(params.text_document.uri)
    if found is None:
        return None
    module, document = found
    return hover(
        server.modules,
        module,
        document,
        params.position,
        server.language,
        server.words,
        whole_pictures=server.in_page,
    )


def definition(server: Server, params: lsp.DefinitionParams) -> list[lsp.Location]:
    found = server.name_under(params.text_document.uri, params.position)
    if found is None:
        return []
    _, every, name = found
    defined = [one for one in places(every, name, definitions=True) if one.defines]
    return [server.location(one) for one in defined]


def references(server: Server, params: lsp.ReferenceParams) -> list[lsp.Location]:
    found = server.name_under(params.text_document.uri, params.position)
    if found is None:
        return []
    _, every, name = found
    wanted = places(every, name, definitions=params.context.include_declaration)
    return [server.location(one) for one in wanted]


def prepare_rename(server: Server, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
    found = server.name_under(params.text_document.uri, params.position)
    if found is None or not renamable(found[2]):
        return None
    name = found[2]
    return lsp.PrepareRenamePlaceholder(server.location(name).range, name.name)


def do_rename(server: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    found = server.name_under(params.text_document.uri, params.position)
    if found is None:
        return None
    module, _, name = found
    try:
        renaming = rename(server.modules, module, name, params.new_name)
        annotation = None
        if module.module is not None and answers_hang_on(name, module.module):
            if not server.can("workspace", "workspace_edit", "change_annotation_support"):
                raise Refused("no_confirmation", name=name.name)
            label = server.words["told"][renaming.told]
            annotation = lsp.ChangeAnnotation(label, needs_confirmation=True, description=label)
        if renaming.file is not None and not server.can_move(lsp.ResourceOperationKind.Rename):
            raise Refused("no_files")
    except Refused as refused:
        raise refusal(server, refused) from refused
    if renaming.told and annotation is None:
        message = lsp.ShowMessageParams(lsp.MessageType.Info, server.words["told"][renaming.told])
        server.window_show_message(message)
    return server.edit(renaming.edits.items(), [renaming.file] if renaming.file else [], annotation)


def code_actions(server: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    found = server.at(params.text_document.uri)
    if found is None:
        return []
    module, document = found
    actions: list[lsp.CodeAction] = []
    for wanted in params.context.diagnostics:
        if wanted.source != "modulebouwer":
            continue
        for fix in fixes(server.modules, module, as_finding(wanted, document)):
            if all(server.can_move(kind_of(change)) for change in fix.files):
                actions.append(action(server, fix, wanted))
    return actions


def as_finding(told: lsp.Diagnostic, document: Document) -> Finding:
    """The finding that was told as this diagnostic, where it stands now."""
    line, column = document.place(told.range.start)
    values = told.data if isinstance(told.data, dict) else {}
    return Finding(str(told.code), Location(document.path.as_posix(), line, column), values)


def kind_of(change: lsp.CreateFile | lsp.RenameFile) -> lsp.ResourceOperationKind:
    create = isinstance(change, lsp.CreateFile)
    return lsp.ResourceOperationKind.Create if create else lsp.ResourceOperationKind.Rename


def action(server: Server, fix: Fix, wanted: lsp.Diagnostic) -> lsp.CodeAction:
    return lsp.CodeAction(
        title=server.words["fix"][fix.key].format(**fix.values),
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[wanted],
        edit=server.edit(fix.edits.items(), fix.files),
        is_preferred=fix.key == "replace",
    )


def document_symbols(server: Server, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    found = server.at(params.text_document.uri)
    return outline.symbols(found[1]) if found else []


def folding(server: Server, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
    found = server.at(params.text_document.uri)
    return outline.folds(found[1]) if found else []


def code_lens(server: Server, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
    found = server.at(params.text_document.uri)
    return outline.lenses(*found, server.talk) if found else []


FEATURES: tuple[tuple[str, Callable[..., Any], Any], ...] = (
    (lsp.INITIALIZE, initialize, None),
    (lsp.INITIALIZED, initialized, None),
    (lsp.TEXT_DOCUMENT_DID_OPEN, did_open, None),
    (lsp.TEXT_DOCUMENT_DID_CHANGE, did_change, None),
    (lsp.TEXT_DOCUMENT_DID_CLOSE, did_close, None),
    (lsp.TEXT_DOCUMENT_DID_SAVE, did_save, None),
    (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, did_change_watched_files, None),
    (lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, did_change_workspace_folders, None),
    (
        lsp.TEXT_DOCUMENT_COMPLETION,
        complete,
        lsp.CompletionOptions(trigger_characters=[":", "{", "@", "(", "/", " "]),
    ),
    (lsp.TEXT_DOCUMENT_HOVER, show, None),
    (lsp.TEXT_DOCUMENT_DEFINITION, definition, None),
    (lsp.TEXT_DOCUMENT_REFERENCES, references, None),
    (lsp.TEXT_DOCUMENT_PREPARE_RENAME, prepare_rename, None),
    (lsp.TEXT_DOCUMENT_RENAME, do_rename, lsp.RenameOptions(prepare_provider=True)),
    (
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        code_actions,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    ),
    (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document_symbols, None),
    (lsp.TEXT_DOCUMENT_FOLDING_RANGE, folding, None),
    (lsp.TEXT_DOCUMENT_CODE_LENS, code_lens, lsp.CodeLensOptions(resolve_provider=False)),
)
