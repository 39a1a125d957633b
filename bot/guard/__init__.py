"""Guards that look at a message before and after the bot does: personal data first of all."""
