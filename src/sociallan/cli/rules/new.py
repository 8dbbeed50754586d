"""``sociallan rules new``: write a template for a new rule."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from sociallan.batch.resources import Resources
from sociallan.cli import completers
from sociallan.cli import rule_options as options
from sociallan.cli.editor_schemas import editor_schema
from sociallan.cli.exits import CannotRun
from sociallan.cli.nearest import with_nearest
from sociallan.cli.outputs import deliver, ensure_apart, input_paths
from sociallan.cli.schema import SchemaName
from sociallan.cli.sound_rules import load_sound_rules
from sociallan.cli.streams import put
from sociallan.cli.targets import output_path
from sociallan.files import clock, resources
from sociallan.files.languages import LANGUAGES, Language
from sociallan.pack.pack import Role
from sociallan.report.runner_commands import Notation
from sociallan.report.words import Words
from sociallan.rules.rule import Basis, Level


def register(group: typer.Typer, words: Words) -> None:
    """Add the command to the group."""

    def option(name: str) -> str:
        return words.say(f"help.rules.{name}")

    @group.command("new", help=option("new"))
    def new(
        context: typer.Context,
        id_: Annotated[str, typer.Argument(metavar="ID", help=option("new_id"))],
        rules: Annotated[Path | None, options.folder(words, "new_folder")] = None,
        group: Annotated[
            str | None,
            typer.Option(metavar=option("group_metavar"), help=option("group"), autocompletion=completers.group_ids),
        ] = None,
        level: Annotated[Level, typer.Option(metavar="|".join(Level), help=option("level"))] = Level.EXPECTATION,
        lang: Annotated[Language | None, options.language(words)] = None,
    ) -> None:
        is_shown = rules is not None and output_path(rules) is None
        folder = resources.pack_folder() if is_shown else options.own_folder(rules, words)
        sound = load_sound_rules(words, folder)
        loaded = sound.resources
        sound.ensure_sound(id_)
        _ensure_free(id_, loaded)
        chosen = _group(id_, group, loaded)
        path = folder / "rules" / chosen / f"{id_}.yaml"
        own_schema = resources.schema_path_from(path.parent, SchemaName.RULE)
        schema_file, schema = editor_schema(SchemaName.RULE, loaded.pack, words)
        text = _text(id_, chosen, level, own_schema or f"../../{schema_file}", loaded)
        if is_shown:
            put(sys.stdout, text)
            return
        if path.exists():
            raise CannotRun(words.say("usage.exists", file=path))
        ensure_apart((path,), words, read=input_paths(context.obj, (folder,)))
        # A link is left as it is, since it may lead out of the pack.
        if own_schema is None and (folder / schema_file).resolve().is_relative_to(folder.resolve()):
            deliver(folder / schema_file, schema, words, Notation.JSON)
        deliver(path, text, words)
        file, shown = options.display_path(path), options.display_path(folder)
        message = words.say("skeleton.written", file=file, id=id_, folder=shown)
        put(sys.stdout, f"{message}\n")


def _ensure_free(rule_id: str, loaded: Resources) -> None:
    """Check that an id is well-formed and not in use.

    Raises:
        CannotRun: if it is not.

    """
    if re.fullmatch(resources.schema("rule")["properties"]["id"]["pattern"], rule_id) is None:
        raise CannotRun(loaded.words.say("skeleton.bad_id", id=rule_id))
    known = loaded.pack.rule(rule_id)
    if known is not None:
        raise CannotRun(loaded.words.say("skeleton.id_taken", id=rule_id, file=known.at.file))


def _group(rule_id: str, named: str | None, loaded: Resources) -> str:
    """Return the named group or, without a name, the group with whose id the rule's id begins.

    Raises:
        CannotRun: if there is no such group.

    """
    words, groups = loaded.words, [group.id for group in loaded.pack.groups]
    listed = words.say("skeleton.groups", groups=", ".join(groups))
    if named is None:
        found = _group_of(rule_id, groups)
        if found is None:
            raise CannotRun(f"{words.say('skeleton.no_group', id=rule_id)} {listed}")
        return found
    if named not in groups:
        message = with_nearest(words.say("skeleton.unknown_group", group=named), named, groups, words)
        raise CannotRun(f"{message} {listed}")
    return named


def _group_of(rule_id: str, groups: Iterable[str]) -> str | None:
    """Return the longest group that is a prefix of a rule's id: ``social_effect`` of ``social-effect-stated``.

    Hyphens in the id correspond to underscores in the group. Return ``None`` if no group is a prefix.
    """
    named = [group for group in groups if rule_id.startswith(f"{group.replace('_', '-')}-")]
    return max(named, key=len, default=None)


def _text(rule_id: str, group: str, level: Level, schema: str, loaded: Resources) -> str:
    # Imported late: no other command needs them.
    from sociallan.pages.rule_template import Start, rule_template, sample_of

    pack, fields = loaded.pack, loaded.pack.form.fields
    title, choice = pack.in_role(Role.TITLE), pack.in_role(Role.CLASS)
    stated = [citation for citation, passage in pack.passages.items() if passage.mark == Basis.STATED]
    start = Start(
        id=rule_id,
        group=group,
        level=level,
        valid_from=max(clock.today(), pack.valid_from),
        basis=Basis.STATED if stated else Basis.CONCLUDED,
        citation=next(iter(stated or pack.passages)),
        specimen=pack.first_specimen,
        sample=sample_of(fields, None if title is None else title.field),
        choice=None if choice is None else (choice.field, fields[choice.field].values[0]),
        schema=schema,
    )
    described = resources.schema_texts(loaded.words.lang)["rule"]
    about = {key: described[f"/properties/{key}"]["description"] for key in resources.schema("rule")["properties"]}
    texts = [Words(lang, resources.words(lang)) for lang in LANGUAGES]
    return rule_template(start, about, loaded.words, texts)
