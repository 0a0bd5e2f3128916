"""The gateway's own fixed sentences: they must be there even when nothing else is."""

from __future__ import annotations

HOLDING = (
    "I have your message. My answer is taking longer than usual, and it will appear here. "
    "If this is an emergency, please call your local emergency number now."
)
FAILURE = (
    "I have kept your message, but I could not work with it. Someone from the clinic has been asked to look at it. "
    "You can go on with the last question. "
    "If this is an emergency, please call your local emergency number now."
)
# Said when danger cannot be listened for, because the red-flag lane itself is not there.
IF_IN_DANGER = "If this is an emergency, please call your local emergency number now. In most places 112 works."

NOT_KEPT = "I can't keep messages at the moment, so nothing was written down. Please try again in a minute."
TRY_LATER = "Something went wrong here. Your message was not taken. Please try again in a minute."
TOO_LONG = "That message is too long. Please send it in parts of up to 4,000 characters."
TOO_FAST = "That was a lot of messages in a short time. Please wait a minute and try again."
TOO_MANY_STARTS = "Many conversations were started from here. Please wait a minute and try again."
TOO_MANY_CODES = "Too many codes were tried from here. Please wait 15 minutes and try again."
NO_KEY = "This conversation can't be opened with that key. Please start a new one, or use a resume code."
NO_CODE = "That code doesn't work. Codes work once, for 24 hours. Please check it, or make a new one."
ERASED = "This conversation was deleted, as was asked. Nothing of it is kept. You can start a new one."
NOT_JSON = "The message could not be read. Please send it again as JSON."
NOT_UTF8 = "The message holds signs that could not be read. Please type it again."
WRONG_TYPE = "Please send JSON, with the content type application/json."
WRONG_FORM = "The message does not have the form it needs."
EMPTY = "The message was empty. Please write something, or choose an answer."
NOT_OFFERED = "That answer is not one of those offered here. Please choose one of the answers shown."
NOT_CHANGEABLE = "That answer can't be changed here. Please say in your own words what is different."
TELL_THE_PERSON = "A person from the clinic is writing with you now. Please tell them what is different."
SAME_ID = "A different message was already sent under this id. Please send this one under a new id."
NOTHING_TOLD = "There is nothing to write down yet. Please answer a few questions first, and then try again."
NO_LINK = "This link does not work. Each link works once, for 10 minutes. Please ask for a new one."
NO_PAPER = "The PDF can't be made here. Please open the summary as a web page, and print that."
PAPER_LATE = "Many people are asking for their summary. Please try again in half a minute."
TOO_MANY_DOWNLOADS = "You have asked for your summary many times. Please wait 15 minutes and try again."
NO_PLACE = "There is no message with this id to start after."
NOT_FOUND = "There is nothing at this address."
OTHER_SITE = "This came from another website, so it was not taken. Please use the form on this page."
WRONG_METHOD = "This address does not take that kind of request."
TOO_SLOW = "The message did not arrive in time. Please send it again."
TOO_MANY_STREAMS = "Too many windows are listening to this conversation. Please close one."
