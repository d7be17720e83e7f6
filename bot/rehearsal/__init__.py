"""The rehearsal: Telegram, three phones and a clock on this machine, without a network."""
