"""Mail by SMTP; whether it was taken is known only until the line breaks."""

import smtplib
import ssl
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from typing import ClassVar

from zhangdian.people.messaging.gateways.protocol import (
    Accepted,
    Answer,
    Fate,
    Letter,
    Receipt,
    Refused,
    Unknown,
)

TIMEOUT = 10.0


@dataclass(frozen=True)
class Smtp:
    """One mail server; `tls` is "ssl" from the first byte, "starttls", or "" inside the house."""

    name: ClassVar[str] = "smtp"
    can_be_asked: ClassVar[bool] = False
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: str = "ssl"
    timeout: float = TIMEOUT

    def send(self, letter: Letter) -> Answer:
        try:
            mail = self.mail_of(letter)
        except ValueError:
            return Refused("邮箱地址不对：请改收件人")
        try:
            line = self.connect()
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError):
            return Refused("邮件服务器不认我们的账号：请管机房的人检查设置")
        except (OSError, smtplib.SMTPException):
            return Refused("连不上邮件服务器", later=True)
        try:
            line.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            ((code, _),) = error.recipients.values()
            return Refused(f"邮件服务器不收这个邮箱（{code}）", later=400 <= code < 500)
        except smtplib.SMTPResponseException as error:
            return Refused(f"邮件服务器拒收（{error.smtp_code}）", later=400 <= error.smtp_code < 500)
        except (OSError, smtplib.SMTPException):
            return Unknown("连接断了，不知道邮件服务器收没收")
        finally:
            line.close()
        return Accepted()

    def connect(self) -> smtplib.SMTP:
        secure = ssl.create_default_context()
        line: smtplib.SMTP
        if self.tls == "ssl":
            line = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=secure)
        else:
            line = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        if self.tls == "starttls":
            line.starttls(context=secure)
        if self.user:
            line.login(self.user, self.password)
        return line

    def mail_of(self, letter: Letter) -> EmailMessage:
        """A mail whose identity is our own name of the message: a server that sees it twice may drop it."""
        mail = EmailMessage()
        mail["Subject"] = letter.subject
        mail["From"] = self.sender
        mail["To"] = Address(addr_spec=letter.to)
        mail["Message-ID"] = f"<{letter.our_id}@{self.sender.rpartition('@')[2]}>"
        mail.set_content(letter.words)
        return mail

    def ask(self, letter: Letter, sent_on: date) -> Fate:
        return Unknown("邮件服务器问不到：请问一下收件人")

    def receipts(self) -> Iterable[Receipt]:
        return ()
