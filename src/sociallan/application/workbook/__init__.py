"""Reading of an application from a workbook made of its form: the file, its cells, and the values that they are."""
