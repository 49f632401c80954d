"""Documents to the HTML edition: view, transform, manifest, publish."""
