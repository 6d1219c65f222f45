"""`agentls catalog`: the tools, models, colors, events and other names that a host knows."""

from __future__ import annotations

import argparse

from agentls.cli import output, tables
from agentls.cli.project import UnknownHost, named_hosts
from agentls.cli.suggesting import did_you_mean
from agentls.knowledge import resources
from agentls.knowledge.catalog import catalog


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="such as tools; without it, all catalogs are listed")
    parser.add_argument("--host", help="the assistant that is meant, where several have such a catalog")
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the names of one catalog, or the catalogs that there are."""
    known = [name.removeprefix("catalogs/").removesuffix(".json") for name in resources.names("catalogs")]
    if arguments.name is None:
        rows = [{"catalog": name, "title": catalog(name).title, "names": len(catalog(name).values)} for name in known]
        tables.show(rows, arguments.format)
        return 0
    if arguments.host is not None:
        try:
            named_hosts([arguments.host])
        except UnknownHost as problem:
            output.tell(str(problem))
            return 2
    named = [one for one in known if one == arguments.name or one.endswith(f"-{arguments.name}")]
    fitting = [one for one in named if arguments.host is None or one.startswith(f"{arguments.host}-")]
    if len(fitting) != 1:
        output.tell(_unclear(arguments, fitting, known))
        return 2
    rows = [
        {"name": value.name, "status": value.status.value, "summary": value.summary}
        | ({"instead": list(value.replaced_by)} if arguments.format == "json" else {})
        for value in catalog(fitting[0]).values
    ]
    tables.show(rows, arguments.format)
    return 0


def _unclear(arguments: argparse.Namespace, fitting: list[str], known: list[str]) -> str:
    if fitting:
        hosts = ", ".join(one.removesuffix(f"-{arguments.name}") for one in fitting)
        return f"several assistants have a catalog `{arguments.name}`; say which with --host: {hosts}"
    wanted = f"{arguments.host}-{arguments.name}" if arguments.host else arguments.name
    alone = did_you_mean(wanted, {one.rpartition("-")[2] for one in known}, "`agentls catalog` lists all")
    meant = did_you_mean(wanted, known, alone)
    return f"there is no catalog `{wanted}`; {meant}"
