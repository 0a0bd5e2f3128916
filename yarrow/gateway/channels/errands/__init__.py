"""Who works when: one at a time for each line, handed out in this process or by a queue, found by a sweep if lost."""
