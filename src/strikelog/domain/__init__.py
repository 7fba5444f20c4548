"""What a record is: fields, code lists, dates, counts, texts and the rules they keep."""
