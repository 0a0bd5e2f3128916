"""What each platform allows, for its adapter. Source: peers.md §5 and the platforms' own pages, named below."""

from __future__ import annotations

from yarrow.gateway.channels.piece import Limits

# Networks give a number that was given up to somebody else after some weeks or months of rest.
NUMBER_DAYS = 60
# WhatsApp Cloud API, "Interactive reply buttons messages" and "Interactive list messages": body 1,024, 3 buttons of 20,
# 10 rows of 24 with 72 beneath; a text 4,096. Free words only within 24 hours of the person's last message.
WHATSAPP = Limits(
    text=4096, with_options=1024,
    buttons=3, button=20, rows=10, row=24, row_detail=72, menu=20,
    window_hours=24, a_second=60.0, pause=6.0 / 45, opens_links=True, tells_back=True, webhook_bytes=3_500_000,
    changes_hands_days=NUMBER_DAYS,
)  # fmt: skip
# Twilio's WhatsApp: a body of 1,600, and nothing to tap without templates made beforehand.
TWILIO_WHATSAPP = Limits(
    text=1600, with_options=1600,
    window_hours=24, a_second=60.0, pause=1.0, tells_back=True, changes_hands_days=NUMBER_DAYS,
)  # fmt: skip
# Telegram Bot API, sendMessage and InlineKeyboardMarkup: 4,096; 100 buttons. The API sets no length of a button, but a
# phone shows 32 signs of one and leaves out the middle of a longer one; two go to the tick.
TELEGRAM = Limits(
    text=4096, with_options=4096,
    buttons=90, button=32, menu=32, ticks=90, tick=30,
    hides_previews=True, a_second=25.0, pause=1.0, opens_links=True, extras=3,
)  # fmt: skip
# Messenger Platform, Send API and quick replies: text 2,000, also above quick replies, of which there are 13 of 20. The
# 640 of its button template matter only for a link as a button, which the adapter offers where there is room. Quick
# replies are gone from sight as soon as another message follows.
MESSENGER = Limits(
    text=2000, with_options=2000, buttons=13, button=20, buttons_stay=False,
    window_hours=24, a_second=20.0, pause=1.0, tells_back=True, webhook_bytes=3_500_000,
)  # fmt: skip
# Slack Block Kit: section 3,000; actions 25 buttons of 75, of which a narrow screen shows 30; radio buttons ten of 75;
# checkboxes ten to a group, and several groups in a message. Rate limits: one a second to each person, and "several
# hundred" a minute in a workspace.
SLACK = Limits(
    text=3000, with_options=3000,
    buttons=22, button=30, rows=10, row=75, row_detail=75, menu=75, ticks=50, tick=75,
    hides_previews=True, a_second=4.0, pause=1.0, opens_links=True, extras=3,
)  # fmt: skip
# Twilio Programmable Messaging: 1,600 signs in one call; GSM-7 holds 160 in a segment, everything else 70.
# Twilio queues for the network what comes faster than the sender may; nothing keeps two messages in order but a pause.
SMS = Limits(
    text=1600, with_options=1600, alphabet="gsm",
    a_second=10.0, pause=1.0, opens_links=False, tells_back=True, changes_hands_days=NUMBER_DAYS,
)  # fmt: skip

BY_NAME = {
    "whatsapp": WHATSAPP,
    "twilio_whatsapp": TWILIO_WHATSAPP,
    "telegram": TELEGRAM,
    "messenger": MESSENGER,
    "slack": SLACK,
    "sms": SMS,
}
