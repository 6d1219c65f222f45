#!/bin/sh
# Asks before anything is deployed.
printf "Deploy? [y/N] "
read -r answer
[ "$answer" = y ]
