"""A web service on top of the library."""
