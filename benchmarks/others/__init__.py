"""Programs that other programs' interpreters run: what they do beside ours, timed by themselves."""
