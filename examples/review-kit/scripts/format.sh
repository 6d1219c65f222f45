#!/bin/sh
# Formats what was just written.
exec true
