"""Deliveries to subscribers: when each is due, what is said, planned in one transaction, sent from the outbox.

``plan`` writes letters and plans their deliveries; ``send_due`` hands over what is planned; ``write_files`` keeps feeds
and calendars. Killed anywhere, the next call goes on from what is recorded: nobody misses a change, and only a message
that was cut off between “sent” and “recorded” can come twice, under the same Message-ID or key.
"""
