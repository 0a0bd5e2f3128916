"""The pages around the conversation, and the files of the widget: what a patient's browser is given."""
