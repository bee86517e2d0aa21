"""The watch over answers: statistics that find sheets unlike those of people, for a person to look at."""
