"""The last stages: views become bytes, and bytes become files."""
