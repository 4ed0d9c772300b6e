"""What people see: the brief in the terminal, the page that opens every fact in its text, and exports."""
