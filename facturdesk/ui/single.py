"""One window per user: a second program hands what it was asked to open to the first."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCryptographicHash, QDir, QObject, Signal

if TYPE_CHECKING:  # loaded after the first paint, unless another program may be there
    from PySide6.QtNetwork import QLocalServer

_PATIENCE: Final = 2000  # milliseconds in which the first program answers


class OneWindow(QObject):
    """Listens under a name made of the user and the settings folder; no file tells who runs."""

    called = Signal(object)  # Path | None: another program was asked to open this

    def __init__(self, settings: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(settings)
        self._server: QLocalServer | None = None

    def is_first(self, path: Path | None) -> bool:
        """Tell whether this is the only program; else the other one is given the path."""
        return not self._may_have_another() or not self._handed_over(path)

    def listen(self, path: Path | None) -> bool:
        """Let other programs find this one; False: one was quicker, and is given the path."""
        from PySide6.QtNetwork import QAbstractSocket, QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        if self._server.listen(self._name):
            return True
        if self._server.serverError() != QAbstractSocket.SocketError.AddressInUseError:
            return True  # nobody can be told: better two windows than none
        if self._handed_over(path):
            return False
        QLocalServer.removeServer(self._name)  # what a killed program left
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Be found no more."""
        if self._server is not None:
            self._server.close()

    def _may_have_another(self) -> bool:
        """Look for what a program that listens leaves in the folder of sockets, if there is one."""
        return os.name != "posix" or Path(QDir.tempPath(), self._name).exists()

    def _handed_over(self, path: Path | None) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE):
            return False
        message = json.dumps({"open": None if path is None else str(path.absolute())})
        socket.write(message.encode() + b"\n")
        socket.waitForBytesWritten(_PATIENCE)
        answered = socket.waitForReadyRead(_PATIENCE)
        socket.disconnectFromServer()
        return answered

    def _connected(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)

    def _read(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        assert isinstance(socket, QLocalSocket)
        if not socket.canReadLine():
            return
        line = bytes(socket.readLine().data())
        socket.write(b"ok\n")
        socket.flush()
        try:
            wanted = json.loads(line)["open"]
        except (ValueError, KeyError, TypeError):
            return  # not one of ours
        self.called.emit(Path(wanted) if isinstance(wanted, str) else None)


def _name(settings: Path) -> str:
    user = os.getuid() if os.name == "posix" else ""  # elsewhere the folder is the user's own
    key = f"{user}\0{settings.absolute()}".encode()
    digest = QCryptographicHash.hash(key, QCryptographicHash.Algorithm.Sha256).toHex().data()
    return f"facturdesk-{bytes(digest).decode()[:20]}"
