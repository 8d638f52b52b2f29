# Serves the folder lab\ beside this file on this computer alone, with nothing but what Windows has, and opens it.
$ErrorActionPreference = 'Stop'
$root = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot 'lab'))
$types = @{
  '.html' = 'text/html; charset=utf-8'; '.js' = 'text/javascript; charset=utf-8'; '.css' = 'text/css; charset=utf-8'
  '.json' = 'application/json'; '.svg' = 'image/svg+xml'; '.png' = 'image/png'; '.woff2' = 'font/woff2'
  '.wasm' = 'application/wasm'
}

# The first free of ten ports.
$listener = $null
foreach ($port in 4173..4182) {
  try {
    $listener = New-Object Net.HttpListener
    $listener.Prefixes.Add("http://localhost:$port/")
    $listener.Start()
    break
  } catch { $listener = $null }
}
if (-not $listener) { throw 'Ports 4173 to 4182 are all taken.' }

Write-Host "Diffusion Lab is at http://localhost:$port/"
Write-Host 'Close this window to end it.'
if (-not $env:LAB_QUIET) { Start-Process "http://localhost:$port/" }

while ($listener.IsListening) {
  $context = $listener.GetContext()
  $response = $context.Response
  try {
    $path = [Uri]::UnescapeDataString($context.Request.Url.AbsolutePath).TrimStart('/')
    if ($path -eq '') { $path = 'index.html' }
    $file = [IO.Path]::GetFullPath((Join-Path $root $path))
    $inside = $file.StartsWith($root + [IO.Path]::DirectorySeparatorChar)
    if ($inside -and (Test-Path -LiteralPath $file -PathType Leaf)) {
      $bytes = [IO.File]::ReadAllBytes($file)
      $type = $types[[IO.Path]::GetExtension($file)]
      if (-not $type) { $type = 'application/octet-stream' }
      $response.ContentType = $type
    } else {
      $bytes = [Text.Encoding]::ASCII.GetBytes('not here')
      $response.StatusCode = 404
      $response.ContentType = 'text/plain'
    }
    $response.ContentLength64 = $bytes.Length
    if ($context.Request.HttpMethod -ne 'HEAD') { $response.OutputStream.Write($bytes, 0, $bytes.Length) }
    $response.Close()
  } catch {
    # A browser that has gone away; the next request comes. To close what is half written would throw and end the server.
    try { $response.Abort() } catch {}
  }
}
