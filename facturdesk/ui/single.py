"""One window per user: a second program hands what it was asked to open to the first."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCryptographicHash, QObject, Signal
from PySide6.QtNetwork import QAbstractSocket, QLocalServer, QLocalSocket

_PATIENCE: Final = 2000  # milliseconds in which the first program answers


class OneWindow(QObject):
    """Listens under a name made of the user and the settings folder; no file tells who runs."""

    called = Signal(object)  # Path | None: another program was asked to open this

    def __init__(self, settings: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(settings)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def is_first(self, path: Path | None) -> bool:
        """Tell whether this is the only program; else the other one is given the path."""
        if self._handed_over(path):
            return False
        if self._server.listen(self._name):
            return True
        if self._server.serverError() != QAbstractSocket.SocketError.AddressInUseError:
            return True  # nobody can be told: better two windows than none
        if self._handed_over(path):  # it started in the same moment
            return False
        QLocalServer.removeServer(self._name)  # what a killed program left
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Be found no more."""
        self._server.close()

    def _handed_over(self, path: Path | None) -> bool:
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
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)

    def _read(self) -> None:
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
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        user = ""
    key = f"{user}\0{settings.absolute()}".encode()
    digest = QCryptographicHash.hash(key, QCryptographicHash.Algorithm.Sha256).toHex().data()
    return f"facturdesk-{bytes(digest).decode()[:20]}"
