"""The papers that a policy needs: what is asked of which kind, what was collected, what is missing."""
