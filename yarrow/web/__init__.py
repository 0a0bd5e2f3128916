"""What both doors to the web, gateway and console, are built from."""
