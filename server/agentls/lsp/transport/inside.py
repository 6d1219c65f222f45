"""All that we take from the inside of pygls, which it may change in any version; nothing else reaches into it.

`PRIVATE` names it, and a test says which of them a new version has broken.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol

#: The members of `LanguageServerProtocol` that are not meant for us, with the parameters of those that are methods.
PRIVATE: dict[str, tuple[str, ...] | None] = {
    "_converter": None,
    "_handle_cancel_notification": ("self", "msg_id"),
    "_request_futures": None,
    "_result_types": None,
    "_send_data": ("self", "data"),
    "_send_handler_result": ("self", "future", "msg_id"),
    "_send_response": ("self", "msg_id", "result", "error"),
    "_shutdown": None,
    "fm": None,
    "handle_message": ("self", "message"),
    "progress": None,
    "structure_message": ("self", "data"),
}


class Inside(LanguageServerProtocol):
    """The protocol of pygls under names of ours."""

    def leave_out(self, *methods: str) -> None:
        """Do nothing about messages that pygls would handle by itself."""
        for method in methods:
            self.fm.builtin_features.pop(method)

    @property
    def is_ending(self) -> bool:
        """Tell whether the client has asked for the end."""
        return bool(self._shutdown)

    def structured(self, data: dict[str, Any], kind: Any) -> Any:
        """Return plain data as a message of a type."""
        return self._converter.structure(data, kind)

    def send(self, message: dict[str, Any]) -> None:
        """Send plain data as it is."""
        self._send_data(message)

    def refuse_request(self, number: Any, problem: JsonRpcException) -> None:
        """Answer a request with an error that nobody writes into the log."""
        self._request_futures.pop(number, None)
        self._send_response(number, error=problem.to_response_error())

    def forget_request(self, number: Any) -> None:
        """Take a request for answered: the answer is sent later."""
        self._request_futures.pop(number, None)

    def answer_plain(self, number: Any, result: Any) -> None:
        """Send the answer to a request as plain data."""
        self._request_futures.pop(number, None)
        self._result_types.pop(number, None)
        self._send_data({"jsonrpc": self.VERSION, "id": number, "result": result})

    def send_result(self, future: Future[Any], number: Any) -> None:
        """Send the answer to a request as pygls does."""
        super()._send_handler_result(future, msg_id=number)

    def answer(self, future: Future[Any], number: Any) -> None:
        """Do something about the outcome of a request."""
        self.send_result(future, number)

    def cancel(self, number: Any) -> None:
        """Do something about a request that nobody wants to be answered any more."""

    def _send_handler_result(self, future: Future[Any], *, msg_id: Any) -> None:
        self.answer(future, msg_id)

    def _handle_cancel_notification(self, msg_id: Any) -> None:
        self.cancel(msg_id)
