"""Letters by e-mail, to a mail server that keeps the connection private."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime

from yarrow.console.postman.letter import SUBJECT, WORDS, link
from yarrow.console.postman.refused import Refused
from yarrow.post import MailServer
from yarrow.store.notice_values import Letter

# Of each step at the server. All steps together stay well within the lease.
PATIENCE = 10.0


class Mail:
    """One mail server."""

    def __init__(self, server: MailServer, console: str, clinic: str) -> None:
        self._server = server
        self._console = console
        self._clinic = clinic

    def send(self, letter: Letter) -> None:
        """Hand it in. Raises Refused with a short code."""
        try:
            self._hand_in(letter)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise Refused(f"smtp {codes[0] if codes else ''}".strip()) from None
        except smtplib.SMTPResponseException as error:
            raise Refused(f"smtp {error.smtp_code}") from None
        except smtplib.SMTPNotSupportedError:
            raise Refused("not private") from None
        except ssl.SSLError:
            raise Refused("certificate") from None
        except TimeoutError:
            raise Refused("timeout") from None
        except (smtplib.SMTPException, OSError) as error:
            raise Refused(type(error).__name__) from None

    def _hand_in(self, letter: Letter) -> None:
        server = self._server
        private = ssl.create_default_context()
        if server.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=private)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        try:
            if server.security == "starttls":
                connection.starttls(context=private)
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(self._written(letter))
            # It has been taken: whatever goes wrong in saying goodbye is no reason to send it again.
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
        finally:
            connection.close()

    def _written(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._server.sender
        message["To"] = letter.recipient
        message["Subject"] = SUBJECT
        message["Date"] = format_datetime(letter.made_at)
        # The same at every try: a mailbox that has it already may show it once.
        message["Message-ID"] = f"<{letter.id}@{self._server.sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(WORDS.format(link=link(self._console, letter), clinic=self._clinic))
        return message
