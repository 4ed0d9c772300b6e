"""The parts of the terminal's brief, and the printer that lays out their lines."""
