"""What the generated references have in common."""
