"""Staff review of conversations (web side). Its screens come with a later issue; nothing lives here yet."""
