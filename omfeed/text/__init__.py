"""Pure work on text that several stages share: blocks, normal forms, word diff, dates, versions, sanitising."""
