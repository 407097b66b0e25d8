"""Files that are written: tables as CSV and XLSX, as a whole or not at all."""
