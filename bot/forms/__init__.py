"""Forms: definitions from prompts/forms, sessions that fill them in, screens that show them. Pure."""
