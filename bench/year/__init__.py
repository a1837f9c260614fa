"""A simulated year of nights: the vendors, the machine that omfeed runs on, and the books that are kept of both."""
