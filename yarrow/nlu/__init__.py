"""What config.yml, endpoints.yml and credentials.yml name: graph components, snapshot store, gateway channel."""
