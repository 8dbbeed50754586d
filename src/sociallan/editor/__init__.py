"""The language server: what an editor shows of an application that is being written."""
