"""The rules as data: one table a concern. Each row has a name, an example it must match and one it must not."""
