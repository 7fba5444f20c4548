"""Where the command line gets passphrases and lines from.

Never from an argument or the environment.
"""

import os
import sys
from getpass import getpass

import click

from ..domain import passphrases


def passphrase(descriptor: int | None) -> str:
    """Read the passphrase from a file descriptor, or ask for it on a terminal."""
    if descriptor is not None:
        return _from_descriptor(descriptor)
    if not sys.stdin.isatty():
        return _from_input()
    return getpass("Passphrase: ")


def new_passphrase(descriptor: int | None) -> str:
    """Read the passphrase of a new vault; on a terminal, six words are offered."""
    if descriptor is not None:
        return _from_descriptor(descriptor)
    if not sys.stdin.isatty():
        return _from_input()
    return _chosen()


def _chosen() -> str:
    offered = passphrases.generate()
    click.echo(f"A passphrase to write down: {offered}", err=True)
    typed = getpass("Press Enter to take it, or type your own: ")
    if not typed:
        return offered
    if not passphrases.is_strong_enough(typed):
        raise click.UsageError(
            "That passphrase is too easy to guess. Use at least five random words."
        )
    if getpass("Type it again: ") != typed:
        raise click.UsageError("The two passphrases differ. Nothing was made.")
    return typed


def _from_descriptor(descriptor: int) -> str:
    try:
        with os.fdopen(descriptor, encoding="utf-8", closefd=False) as stream:
            return stream.readline().rstrip("\r\n")
    except OSError:
        message = f"File descriptor {descriptor} cannot be read; open it before starting strikelog."
        raise click.UsageError(message) from None


def _from_input() -> str:
    """Take the first line of the input, so that a script needs no terminal."""
    line = sys.stdin.readline()
    if not line:
        raise click.UsageError(
            "There is no terminal to ask for the passphrase: give --passphrase-fd."
        )
    return line.rstrip("\r\n")
