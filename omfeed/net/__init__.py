"""The one way out: every request omfeed makes goes through the guarded client in here, with its limits and retries."""
