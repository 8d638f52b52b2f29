#!/bin/sh
# Double-click: serves Diffusion Lab on this computer and opens it.
exec /usr/bin/perl "$(dirname "$0")/serve.pl"
