@echo off
rem Double-click: serves Diffusion Lab on this computer and opens it.
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0serve.ps1"
if errorlevel 1 pause
