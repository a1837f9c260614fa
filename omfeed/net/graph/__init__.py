"""Microsoft Graph through the vendor's own sign-in: opt-in, read-only, and only the few addresses that are listed.

``access`` says who we are and where Graph stands; ``endpoints`` which addresses may be read, with the least permission
and the fields that are kept of each; ``sign_in`` gets tokens by msal; ``reader`` reads pages and answers a night's
requests. Nothing here is imported by a night that reads no Graph source.
"""
