"""Question sets, the scorer and the reports. Nothing here is used by the running assistant."""
