"""What the app is registered with at Slack. `deploy/slack/` holds the same in the form that Slack takes, and a test holds both together."""

import re

COMMAND = "/verify"
CHECK_MESSAGE = "check_message"
"""The shortcut in the menu of a message."""

CHECK_TEXT = "check_text"
"""The shortcut from anywhere, and the form that it opens."""

HAND_IN = "hand_in"
"""The shortcut from anywhere that opens the form of a tip."""

FORM = "form"
"""Every form but the one that checks a text; which it is stands in what Slack brings back with it."""

EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message", "tokens_revoked")
"""Types of events as they arrive. Of messages only those in direct conversations with the bot are subscribed to (`message.im`)."""

SCOPES = ("app_mentions:read", "chat:write", "commands", "im:history", "im:write", "reactions:write")
"""No scope that reads channels, people or files: what was not sent to the bot must not be within its reach."""

CHOICE = re.compile(r"choice-[0-9]{1,3}")
"""Action ids of our buttons; what they choose stands in their value."""

FILES = "files"
"""The field of a form that takes pictures."""

TEXT, PUBLISHED, ORIGIN = "text", "published", "origin"
"""Blocks of the form."""
