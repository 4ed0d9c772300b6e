"""The frame grammar behind ``compose.py``: tables of words and the code that puts them together."""
