"""What staff do with a conversation: assign, note, flag, judge again, teach."""
