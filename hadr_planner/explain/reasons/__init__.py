"""One module per family of reasons; each looks at a scenario, a plan and an unmet need, and says what it finds."""
