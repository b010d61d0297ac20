"""The pages, one subject a file: from a view of the record to plain values; the templates say them."""
