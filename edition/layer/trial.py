"""Compiles a layer in a process of its own: Saxon ends the whole process at some mistakes, and some never end.

A static variable with `collection('a:b')` is one of the former (SaxonC-HE 13.1), a static loop one of the latter.
"""

import os
import tempfile
from multiprocessing import get_context
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory

from edition.errors import TransformError
from edition.resources import resource
from edition.saxon import Saxon

_SECONDS = 60.0


def trial(text: str, seconds: float = _SECONDS) -> str:
    """Compile the text of a layer; return what Saxon says of its mistakes, nothing if there are none."""
    context = get_context("spawn")  # not forked: Saxon's runtime has threads
    receiver, sender = context.Pipe(duplex=False)
    with TemporaryDirectory(prefix="edition-") as folder:  # ours, for the child may have no time to clear it away
        child = context.Process(target=_compile, args=(text, folder, sender), daemon=True)
        child.start()
        sender.close()
        try:
            if receiver.poll(seconds):
                return str(receiver.recv())
            return f"it takes longer than {seconds:g} seconds to compile"
        except EOFError:
            return "the compiler fails at it without a word; look at static variables and use-when"
        finally:
            child.kill()
            child.join()
            receiver.close()


def _compile(text: str, folder: str, sender: Connection) -> None:
    """Be the child."""
    tempfile.tempdir = folder
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # Saxon's last words are for its makers
    try:
        Saxon(layer=text).compile(resource("xslt", "html", "site.xsl"))
    except TransformError as error:
        sender.send(str(error))
    else:
        sender.send("")
