"""What a quantity counts or measures, in the words of its text."""
