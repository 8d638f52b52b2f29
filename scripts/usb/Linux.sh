#!/bin/sh
# Double-click ("Run in terminal"), or `sh Linux.sh`: serves Diffusion Lab on this computer and opens it.
exec perl "$(dirname "$0")/serve.pl"
